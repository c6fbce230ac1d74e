-- What happened in front of one camera: captures no further apart than its independence interval.
-- state: open -> acknowledged -> closed; merged: a late capture joined it to merged_into.
create table event (
    event_id       uuid primary key,
    project_id     uuid        not null references project,
    camera_id      uuid        not null references camera,
    state          text        not null default 'open',
    started_at     timestamptz not null,
    ended_at       timestamptz not null,
    created_at     timestamptz not null,
    merged_into    uuid references event,
    constraint event_state check (state in ('open', 'acknowledged', 'closed', 'merged'))
);
create index event_by_camera on event (camera_id, ended_at, started_at) where state <> 'merged';
create index event_newest on event (project_id, started_at desc, event_id desc);

create table event_capture (
    capture_id uuid primary key references capture,
    event_id   uuid not null references event
);
create index event_capture_by_event on event_capture (event_id);
