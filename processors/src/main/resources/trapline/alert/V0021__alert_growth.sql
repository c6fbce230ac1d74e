-- An alert grows with its event: each further capture that its rule matches is counted here, and version goes up.
-- What a message shows is as old as the alert's version plus its event's.
-- Alerts without a capture (a camera, a channel, a digest) say in headline and facts what they are about.
alter table alert
    alter column capture_id drop not null,
    alter column camera_id drop not null,
    add column severity        text        not null default 'info',
    add column captures        integer     not null default 1,
    add column best_capture_id uuid references capture,
    add column version         integer     not null default 1,
    add column grown_at        timestamptz,
    add column headline        text,
    add column facts           jsonb       not null default '[]',
    add column pictures        uuid[]      not null default '{}',
    -- gathered for the rule's next digest, and told to nobody by itself
    add column for_digest      boolean     not null default false,
    add constraint alert_severity check (severity in ('info', 'warning', 'critical'));
create index alert_by_rule on alert (project_id, rule_id, raised_at);

create table alert_capture (
    alert_id   uuid not null references alert,
    capture_id uuid not null references capture,
    primary key (alert_id, capture_id)
);
create index alert_capture_by_capture on alert_capture (capture_id);
