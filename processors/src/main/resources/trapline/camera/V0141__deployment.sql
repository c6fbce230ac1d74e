-- Where cameras stood, and what people did to them.

-- One continuous stay of a camera at a place. ended_at null: it lasts.
-- made_by: positions, when the camera's own readings say so; else a person.
create table deployment (
    deployment_id uuid primary key,
    project_id    uuid             not null references project,
    camera_id     uuid             not null references camera,
    site_id       uuid references site,
    latitude      double precision not null,
    longitude     double precision not null,
    started_at    timestamptz      not null,
    ended_at      timestamptz,
    made_by       text             not null,
    made_at       timestamptz      not null,
    undone_at     timestamptz,
    undone_by     text,
    constraint deployment_undone check ((undone_at is null) = (undone_by is null))
);
create unique index deployment_lasting on deployment (camera_id) where ended_at is null and undone_at is null;
create index deployment_by_camera on deployment (camera_id, started_at desc);

-- How far a camera's positions were read, and a new place that is not confirmed yet.
create table camera_place (
    camera_id           uuid primary key references camera,
    read_until          timestamptz not null,
    candidate_latitude  double precision,
    candidate_longitude double precision,
    candidate_since     timestamptz,
    constraint camera_place_candidate
        check ((candidate_latitude is null) = (candidate_longitude is null)
               and (candidate_latitude is null) = (candidate_since is null))
);

-- What people did to a camera in the field. Removed lines are kept.
create table maintenance (
    maintenance_id uuid primary key,
    project_id     uuid        not null references project,
    camera_id      uuid        not null references camera,
    done_at        timestamptz not null,
    kind           text        not null,
    note           text,
    written_by     text        not null,
    written_at     timestamptz not null,
    removed_at     timestamptz,
    removed_by     text,
    constraint maintenance_kind check (kind in ('visit', 'battery', 'card', 'moved', 'repair', 'settings', 'other'))
);
create index maintenance_by_camera on maintenance (camera_id, done_at desc);

-- The picture that shows how a camera looks out when all is well.
create table camera_reference (
    camera_id  uuid primary key references camera,
    capture_id uuid        not null references capture on delete cascade,
    set_by     text        not null,
    set_at     timestamptz not null
);

-- The camera's clock was wrong for a while: its captures of that time are moved. What the camera wrote
-- stays in capture.captured_raw, and what counted before stays here.
create table clock_repair (
    repair_id     uuid primary key,
    project_id    uuid        not null references project,
    camera_id     uuid        not null references camera,
    from_at       timestamptz not null,
    to_at         timestamptz not null,
    shift_seconds bigint      not null,
    captures      integer     not null,
    made_by       text        not null,
    made_at       timestamptz not null,
    undone_by     text,
    undone_at     timestamptz,
    constraint clock_repair_range check (from_at < to_at),
    constraint clock_repair_shift check (shift_seconds <> 0)
);
create index clock_repair_by_camera on clock_repair (camera_id, made_at desc);

create table clock_repair_capture (
    repair_id  uuid        not null references clock_repair,
    capture_id uuid        not null references capture on delete cascade,
    was        timestamptz not null,
    flags_were text[]      not null,
    primary key (repair_id, capture_id)
);
