-- One file from a camera. The bytes lie in the blob store under blob_key.
-- state: received -> detected -> classified -> completed; stored: kept, not analysed (a clip).
-- A capture whose work failed for good has an open row in failed_job.
-- origin: live pictures alert; backlog and reprocessed ones never do.
create table capture (
    capture_id      uuid primary key,
    project_id      uuid        not null references project,
    camera_id       uuid        not null references camera,
    source_id       text        not null,
    path            text        not null,
    kind            text        not null,
    media_type      text        not null,
    size_bytes      bigint      not null,
    width           integer,
    height          integer,
    sha256          text        not null,
    blob_key        text        not null,
    state           text        not null,
    origin          text        not null,
    truncated       boolean     not null,
    received_at     timestamptz not null,
    captured_at     timestamptz not null,
    captured_raw    text,
    captured_zone   text        not null,
    captured_source text        not null,
    time_flags      text[]      not null default '{}',
    latitude        double precision,
    longitude       double precision,
    position_flags  text[]      not null default '{}',
    sequence_number integer,
    sequence_length integer,
    facts           jsonb       not null default '{}',
    thumbnail_key   text,
    preview_key     text,
    completed_at    timestamptz,
    constraint capture_once unique (camera_id, sha256),
    constraint capture_state check (state in ('received', 'detected', 'classified', 'completed', 'stored')),
    constraint capture_origin check (origin in ('live', 'backlog', 'reprocessed')),
    constraint capture_kind check (kind in ('picture', 'clip'))
);
create index capture_newest on capture (project_id, received_at desc, capture_id desc);
create index capture_by_camera on capture (camera_id, received_at desc, capture_id desc);
create index capture_by_time on capture (project_id, captured_at desc);
create index capture_by_state on capture (project_id, state) where state <> 'completed';

-- A file that could not be used, kept with its reason.
-- state: waiting -> reprocessed (it became a capture) ; waiting -> waiting (it failed again).
create table quarantine (
    quarantine_id uuid primary key,
    project_id    uuid        not null references project,
    source_id     text        not null,
    account       text,
    path          text        not null,
    size_bytes    bigint      not null,
    sha256        text        not null,
    blob_key      text        not null,
    reason        text        not null,
    detail        text        not null,
    received_at   timestamptz not null,
    times         integer     not null default 1,
    state         text        not null default 'waiting',
    settled_at    timestamptz,
    constraint quarantine_state check (state in ('waiting', 'reprocessed')),
    constraint quarantine_once unique (project_id, source_id, path, sha256)
);
create index quarantine_newest on quarantine (project_id, received_at desc, quarantine_id desc);
