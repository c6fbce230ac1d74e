-- Changes of route-config that were made through the API. Rows are only added.
-- before and after: texts by path; a file that was made has no before, one that was removed no after.
create table config_version (
    version    bigint generated always as identity primary key,
    changed_at timestamptz not null,
    changed_by text        not null,
    comment    text        not null default '',
    before     jsonb       not null,
    after      jsonb       not null
);

-- Who, beside server admins, may read and change route-config.
create table config_editor (
    account_id uuid primary key references account on delete cascade,
    named_by   text        not null,
    since      timestamptz not null
);
