-- Browsers that show alerts. Who knows an endpoint can send to it, so it is a secret. public_key and auth are
-- the browser's, 65 and 16 bytes. A browser that somebody else logs in with is theirs from then on.
create table push_subscription (
    subscription_id uuid primary key,
    account_id      uuid        not null references account on delete cascade,
    endpoint        text        not null unique,
    public_key      bytea       not null,
    auth            bytea       not null,
    label           text        not null,
    created_at      timestamptz not null,
    used_at         timestamptz,
    constraint push_subscription_keys check (length(public_key) = 65 and length(auth) = 16)
);
create index push_subscription_by_account on push_subscription (account_id, created_at);

-- Which browsers have a message already, so that a repeat goes to the others only. version: of the alert and
-- its event, which the message told of.
create table push_sent (
    message_id      uuid        not null,
    version         integer     not null,
    subscription_id uuid        not null references push_subscription on delete cascade,
    sent_at         timestamptz not null,
    primary key (message_id, version, subscription_id)
);
create index push_sent_by_time on push_sent (sent_at);
