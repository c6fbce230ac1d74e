-- Every CAP document as it was published; it never changes. number: 1 is the alert, more are its updates and
-- its cancel. message_id: the delivery, or the message of an admin's own route. version: of the alert and its
-- event, which the document tells of. settled_at: when the receiver took it or
-- refused an update for good, or when it was published where there is no receiver. withdrawn_at: it was too large for the receiver and was never taken.
create table cap_document (
    identifier   text primary key,
    channel      text        not null,
    project_id   uuid        not null references project,
    message_id   uuid        not null,
    number       integer     not null,
    msg_type     text        not null,
    version      integer     not null,
    sender       text        not null,
    -- exactly as it stands in the document: later documents repeat it
    sent_text    text        not null,
    sent_at      timestamptz not null,
    expires_at   timestamptz not null,
    status       text        not null,
    headline     text        not null,
    event        text        not null,
    urgency      text        not null,
    severity     text        not null,
    certainty    text        not null,
    area         text        not null,
    xml          text        not null,
    picture      bytea,
    settled_at   timestamptz,
    withdrawn_at timestamptz,
    constraint cap_document_once unique (channel, message_id, number),
    constraint cap_document_type check (msg_type in ('Alert', 'Update', 'Cancel'))
);
create index cap_document_feed on cap_document (channel, sent_at desc, identifier desc);
