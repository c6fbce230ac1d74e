-- A file that somebody asked for, made in the background with the rights of who asked.
-- state: waiting -> running -> done -> expired; waiting | running -> failed | cancelled;
--        running -> waiting: whoever made it went away, and its lease ran out.
-- filters: those of the list of captures; options: what the format takes besides.
-- last_received_at: what comes in later is not in it.
create table export (
    export_id        uuid primary key,
    project_id       uuid        not null references project,
    format           text        not null,
    filters          jsonb       not null,
    options          jsonb       not null,
    requested_by     text        not null,
    account_id       uuid references account,
    key_id           uuid references api_key,
    state            text        not null default 'waiting',
    done             bigint      not null default 0,
    total            bigint,
    notes            text[]      not null default '{}',
    reason           text,
    file_name        text,
    size_bytes       bigint,
    sha256           text,
    last_received_at timestamptz not null,
    created_at       timestamptz not null,
    started_at       timestamptz,
    finished_at      timestamptz,
    leased_until     timestamptz,
    expires_at       timestamptz,
    constraint export_state check (state in ('waiting', 'running', 'done', 'failed', 'cancelled', 'expired')),
    constraint export_by_somebody check ((account_id is null) <> (key_id is null))
);
create index export_newest on export (project_id, created_at desc, export_id desc);
create index export_open on export (created_at) where state in ('waiting', 'running');

-- How a project guards people and rare animals.
-- concealed: people and vehicles are made unrecognisable on every picture, whatever shows it.
-- position_digits: decimals of a degree that leave the house, null: all; where sensitive_taxa are
-- named, only of cameras that have seen one of them.
create table project_privacy (
    project_id      uuid primary key references project,
    concealed       boolean     not null,
    position_digits integer,
    sensitive_taxa  text[]      not null default '{}',
    version         integer     not null,
    changed_at      timestamptz not null,
    changed_by      text        not null,
    constraint project_privacy_digits check (position_digits between 0 and 4)
);
