-- One row per alert, channel and recipient, written in the transaction that raises the alert.
-- state: due -> accepted | failed; failed -> due by hand only.
create table delivery (
    delivery_id     uuid primary key,
    project_id      uuid        not null references project,
    alert_id        uuid        not null references alert,
    channel         text        not null,
    recipient       text        not null,
    state           text        not null default 'due',
    created_at      timestamptz not null,
    -- when it was owed, or made due again by hand; how long it is tried counts from here
    due_since       timestamptz not null,
    with_picture    boolean     not null default true,
    settled_at      timestamptz,
    next_attempt_at timestamptz,
    constraint delivery_state check (state in ('due', 'accepted', 'failed')),
    constraint delivery_once unique (alert_id, channel, recipient)
);
create index delivery_newest on delivery (project_id, created_at desc, delivery_id desc);

-- Each try, with what the channel said. outcome: accepted, deferred, refused, unknown; null while it runs
-- or when the process died in the middle of it.
create table delivery_attempt (
    delivery_id uuid        not null references delivery,
    number      integer     not null,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    outcome     text,
    reason      text,
    receipt     text,
    primary key (delivery_id, number),
    constraint delivery_attempt_outcome check (outcome in ('accepted', 'deferred', 'refused', 'unknown'))
);
