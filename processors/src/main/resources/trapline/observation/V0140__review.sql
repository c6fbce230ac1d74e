-- What people say of captures, beside what the models said of them. Neither overwrites the other.

-- The name that people say of a model's label: the last level of the first synonym, small letters.
create function plain_name(label text) returns text
    language sql immutable strict parallel safe
    return nullif(btrim(lower(replace(regexp_replace(split_part(label, ',', 1), '^.*;', ''), '_', ' '))), '');

-- One row for each capture of which somebody has said anything.
-- verified_at: people have said what is on it; then their observations count, else the models'.
-- flagged: somebody shall look again. hidden: left out of lists unless asked for.
-- version counts every change, so that nobody's is lost.
create table review (
    capture_id  uuid primary key references capture on delete cascade,
    project_id  uuid        not null references project,
    version     integer     not null,
    verified_at timestamptz,
    verified_by text,
    flagged     boolean     not null default false,
    hidden      boolean     not null default false,
    note        text,
    tags        text[]      not null default '{}',
    likes       integer     not null default 0,
    changed_at  timestamptz not null,
    changed_by  text        not null,
    constraint review_verified check ((verified_at is null) = (verified_by is null))
);
create index review_verified_newest on review (project_id, verified_at desc) where verified_at is not null;
create index review_flagged on review (project_id) where flagged;
create index review_hidden on review (project_id) where hidden;
create index review_liked on review (project_id) where likes > 0;
create index review_tags on review using gin (tags);

-- What a person says is there, in the words of Camtrap DP 1.0.2.
-- superseded_at: from then on others count; what was said before is kept.
create table human_observation (
    observation_id   uuid primary key,
    capture_id       uuid        not null references review on delete cascade,
    project_id       uuid        not null references project,
    ordinal          integer     not null,
    observation_type text        not null,
    scientific_name  text,
    count            integer,
    sex              text,
    life_stage       text,
    behavior         text,
    detection_id     uuid references detection on delete set null,
    observed_by      text        not null,
    observed_at      timestamptz not null,
    superseded_at    timestamptz,
    constraint human_observation_type
        check (observation_type in ('animal', 'human', 'vehicle', 'blank', 'unknown', 'unclassified')),
    constraint human_observation_count check (count > 0),
    constraint human_observation_sex check (sex in ('female', 'male')),
    constraint human_observation_life_stage check (life_stage in ('adult', 'subadult', 'juvenile')),
    constraint human_observation_blank
        check (observation_type <> 'blank' or (scientific_name is null and count is null))
);
create index human_observation_by_capture on human_observation (capture_id) where superseded_at is null;
create index human_observation_by_name on human_observation (project_id, lower(scientific_name))
    where superseded_at is null;

-- Who likes which capture.
create table capture_like (
    capture_id uuid        not null references review on delete cascade,
    who        text        not null,
    liked_at   timestamptz not null,
    primary key (capture_id, who)
);

-- All that people changed, with what was before and after. Rows are only added.
create table review_history (
    capture_id uuid        not null references review on delete cascade,
    number     integer     not null,
    at         timestamptz not null,
    who        text        not null,
    what       text        not null,
    before     jsonb,
    after      jsonb,
    primary key (capture_id, number)
);
