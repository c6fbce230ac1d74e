-- When a rule was last checked. Whoever holds the row checks; all others leave it alone.
create table rule_check (
    project_id uuid        not null references project,
    rule_id    text        not null,
    checked_at timestamptz not null,
    primary key (project_id, rule_id)
);

-- Up to when a rule's alerts have gone into digests.
create table rule_digest (
    project_id uuid        not null references project,
    rule_id    text        not null,
    until      timestamptz not null,
    primary key (project_id, rule_id)
);

-- Who is told next, when nobody has acknowledged an alert by then. step counts from 1.
-- state: due -> told | stopped.
create table escalation (
    alert_id   uuid        not null references alert,
    step       integer     not null,
    due_at     timestamptz not null,
    state      text        not null default 'due',
    settled_at timestamptz,
    primary key (alert_id, step),
    constraint escalation_state check (state in ('due', 'told', 'stopped'))
);
create index escalation_due on escalation (due_at) where state = 'due';

-- How much there is to see on a capture: the mean step between neighbouring pixels of its
-- thumbnail, 0 to 1. Blocked views have far less than their camera's usual.
create table capture_detail (
    capture_id  uuid primary key references capture,
    camera_id   uuid             not null references camera,
    received_at timestamptz      not null,
    detail      double precision not null
);
create index capture_detail_by_camera on capture_detail (camera_id, received_at desc);
