-- The tenant, the people in it and their keys. Every row that somebody may see carries its project.
create table project (
    project_id uuid primary key,
    name       text        not null unique,
    created_at timestamptz not null
);

-- A person. password_hash carries its own algorithm prefix; the password itself is never stored.
create table account (
    account_id    uuid primary key,
    email         text        not null,
    password_hash text        not null,
    server_admin  boolean     not null default false,
    created_at    timestamptz not null,
    disabled_at   timestamptz
);
create unique index account_email on account (lower(email));

create table membership (
    account_id uuid not null references account on delete cascade,
    project_id uuid not null references project,
    role       text not null,
    primary key (account_id, project_id),
    constraint membership_role check (role in ('admin', 'analyst', 'viewer'))
);

-- A key acts for one project with one role. Only the SHA-256 of the secret is stored.
create table api_key (
    key_id       uuid primary key,
    project_id   uuid        not null references project,
    name         text        not null,
    role         text        not null,
    secret_hash  text        not null unique,
    created_by   uuid        not null references account,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    constraint api_key_role check (role in ('admin', 'analyst', 'viewer'))
);
