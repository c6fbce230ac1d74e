-- Rules that were made through the API. What stands in rules.yaml is not here, and goes first.
create table rule_definition (
    rule_id    text        primary key,
    project_id uuid        not null references project,
    definition jsonb       not null,
    version    integer     not null default 1,
    created_by text        not null,
    created_at timestamptz not null,
    changed_by text        not null,
    changed_at timestamptz not null
);
