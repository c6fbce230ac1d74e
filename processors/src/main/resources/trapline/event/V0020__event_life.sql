-- The life of an event, and what all happened to it.
-- state: open -> acknowledged -> closed; open -> closed; closed -> open | acknowledged (by hand, or when a late
--        capture joins an event that the clock had closed); merged: a late capture joined it to merged_into.
-- kind: sighting: captures that belong together; camera, absence, theft, system: what a check found; digest:
--       what was gathered for one message. All but sighting have a rule, and a subject that it is about.
-- An incident (camera, absence, theft, system) lasts until recovered_at; while it lasts there is no second one.
-- version counts what people decide and the clock closes, never a capture that joins.
alter table event
    alter column camera_id drop not null,
    add column kind             text        not null default 'sighting',
    add column severity         text        not null default 'info',
    add column severity_by      text,
    add column note             text,
    add column assigned_to      text,
    add column version          integer     not null default 1,
    add column last_received_at timestamptz,
    add column acknowledged_at  timestamptz,
    add column acknowledged_by  text,
    add column closed_at        timestamptz,
    -- who closed it; null: the clock
    add column closed_by        text,
    add column summary          text,
    add column rule_id          text,
    add column subject          text,
    add column period           text,
    add column recovered_at     timestamptz,
    add constraint event_kind check (kind in ('sighting', 'camera', 'absence', 'theft', 'system', 'digest')),
    add constraint event_severity check (severity in ('info', 'warning', 'critical')),
    add constraint event_of_a_rule check (kind = 'sighting' or (rule_id is not null and subject is not null)),
    add constraint event_of_a_camera check (kind <> 'sighting' or camera_id is not null);
update event set last_received_at = created_at;
create unique index event_lasting on event (project_id, rule_id, subject)
    where kind not in ('sighting', 'digest') and recovered_at is null;
create index event_by_rule on event (project_id, rule_id, subject, created_at desc) where kind <> 'sighting';
create index event_to_close on event (last_received_at)
    where kind = 'sighting' and state in ('open', 'acknowledged');

-- Cameras beside the first whose captures are in the event, where neighbours share events.
create table event_camera (
    event_id  uuid not null references event,
    camera_id uuid not null references camera,
    primary key (camera_id, event_id)
);

-- What an event showed: one row for each label and each category.
-- most: the largest number on one capture, of those with a confidence of 0.3 or more.
-- place: the site, else the camera's device id, at that time.
create table event_label (
    event_id        uuid             not null references event,
    kind            text             not null,
    name            text             not null,
    project_id      uuid             not null references project,
    camera_id       uuid             not null references camera,
    place           text             not null,
    first_at        timestamptz      not null,
    last_at         timestamptz      not null,
    most            integer          not null,
    captures        integer          not null,
    confidence      double precision not null,
    best_capture_id uuid             not null references capture,
    primary key (event_id, kind, name),
    constraint event_label_kind check (kind in ('label', 'category'))
);
create index event_label_here on event_label (project_id, place, kind, name, last_at desc);
create index event_label_by_time on event_label (project_id, last_at desc);

-- All that happened to an event, oldest first. Rows are only added.
create table event_history (
    event_id uuid        not null references event,
    number   integer     not null,
    at       timestamptz not null,
    what     text        not null,
    -- who did it: a person, a key, or Trapline; and by which way: api, clock, a channel's id
    who      text        not null,
    how      text        not null,
    detail   text,
    primary key (event_id, number)
);
