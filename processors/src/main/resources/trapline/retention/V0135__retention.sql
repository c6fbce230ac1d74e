-- How long a project keeps the bytes of its pictures. What was seen, the events and who was told stay.
-- category: what is on it: blank, animal, person, vehicle, or any; verdict: whether people have said
-- what is on it: verified, unverified, or any. What somebody likes or flagged is kept.
create table retention_rule (
    project_id uuid    not null references project,
    category   text    not null,
    verdict    text    not null,
    days       integer not null,
    primary key (project_id, category, verdict),
    constraint retention_category check (category in ('blank', 'animal', 'person', 'vehicle', 'any')),
    constraint retention_verdict check (verdict in ('verified', 'unverified', 'any')),
    constraint retention_days check (days between 1 and 36500)
);
create table retention (
    project_id uuid primary key references project,
    version    integer     not null,
    changed_at timestamptz not null,
    changed_by text        not null
);

-- From when on its bytes are gone.
alter table capture add column bytes_deleted_at timestamptz;
create index capture_by_blob on capture (blob_key);
