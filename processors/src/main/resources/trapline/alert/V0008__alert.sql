-- One rule matched once, for one event.
create table alert (
    alert_id    uuid primary key,
    project_id  uuid        not null references project,
    rule_id     text        not null,
    event_id    uuid        not null references event,
    capture_id  uuid        not null references capture,
    camera_id   uuid        not null references camera,
    label       text        not null,
    count       integer     not null,
    confidence  double precision not null,
    raised_at   timestamptz not null,
    constraint alert_once unique (rule_id, event_id)
);
create index alert_newest on alert (project_id, raised_at desc, alert_id desc);
create index alert_by_event on alert (event_id);

-- When a rule last alerted for a label at a place (a site, else the camera).
create table cool_down (
    project_id uuid        not null references project,
    rule_id    text        not null,
    label      text        not null,
    place      text        not null,
    alerted_at timestamptz not null,
    primary key (project_id, rule_id, label, place)
);
