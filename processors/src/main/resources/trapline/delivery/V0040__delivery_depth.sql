-- What a message tells of, and where it went on. receipt: the channel's id of the message that was accepted.
-- fell_over_from: the delivery that could not arrive, in whose place this one is.
-- shown_version: of the alert and its event, when the message was made; edit_due: it is to be changed.
alter table delivery
    add column receipt        text,
    add column fell_over_from uuid references delivery,
    add column shown_version  integer not null default 2,
    add column edit_due       boolean not null default false,
    add column edited_at      timestamptz;
create index delivery_receipt on delivery (channel, receipt) where receipt is not null;
create index delivery_editable on delivery (settled_at) where state = 'accepted';

update delivery d
   set receipt = (select t.receipt from delivery_attempt t
                   where t.delivery_id = d.delivery_id and t.outcome = 'accepted'
                   order by t.number desc limit 1)
 where d.state = 'accepted';

-- kind: send, or edit of a message that was accepted before. next_attempt_at: when it was to be tried again.
alter table delivery_attempt
    add column kind            text not null default 'send',
    add column next_attempt_at timestamptz,
    add constraint delivery_attempt_kind check (kind in ('send', 'edit'));

-- While parked, deliveries are taken in and none is sent. One row, or none while nobody has
-- ever parked.
create table delivery_parking (
    only_row boolean primary key default true,
    parked   boolean     not null,
    by_whom  text        not null,
    since    timestamptz not null,
    constraint delivery_parking_one check (only_row)
);

-- Pictures that a channel's party keeps, so that they are uploaded once for all recipients.
create table delivery_upload (
    channel     text        not null,
    picture     text        not null,
    media_id    text        not null,
    uploaded_at timestamptz not null,
    primary key (channel, picture)
);

-- Who is behind a name on a channel, once they have said so themselves. state: linked | unlinked.
-- A name may also be a group's earlier id, when the party gave it a new one.
create table linked_chat (
    channel   text        not null,
    name      text        not null,
    chat      text        not null,
    state     text        not null,
    reason    text        not null default '',
    changed_at timestamptz not null,
    primary key (channel, name),
    constraint linked_chat_state check (state in ('linked', 'unlinked'))
);
create index linked_chat_by_chat on linked_chat (channel, chat);

-- Links that bind a chat to a name, once. Only the hash is kept.
create table chat_link (
    token_hash text primary key,
    channel    text        not null,
    name       text        not null,
    made_by    text        not null,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- How far the messages of people were read, so that none is answered twice.
create table inbound_cursor (
    channel text primary key,
    next    bigint not null
);

-- Who wants no more from a channel.
create table unsubscribed (
    channel text        not null,
    address text        not null,
    since   timestamptz not null,
    primary key (channel, address)
);

-- When somebody last wrote to a channel; some parties take free messages only for a while after that.
create table inbound_contact (
    channel    text        not null,
    address    text        not null,
    written_at timestamptz not null,
    primary key (channel, address)
);
