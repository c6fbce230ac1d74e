-- Somebody is asked into a project by mail. Only the SHA-256 of the code is stored.
-- Who answers gets the role; an account is made where there is none.
create table invitation (
    invitation_id uuid primary key,
    project_id    uuid        not null references project,
    email         text        not null,
    role          text        not null,
    sites         uuid[],
    token_hash    text        not null unique,
    invited_by    text        not null,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    accepted_at   timestamptz,
    revoked_at    timestamptz,
    constraint invitation_role check (role in ('admin', 'analyst', 'viewer')),
    constraint invitation_sites check (sites is null or role = 'viewer')
);
create index invitation_of_project on invitation (project_id, created_at desc);

-- A password was forgotten. Each code counts once, and the newest alone.
create table password_reset (
    account_id uuid primary key references account on delete cascade,
    token_hash text        not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

-- The second factor (RFC 6238). It counts once it is confirmed; a step of time counts once.
alter table account
    add column totp_secret       text,
    add column totp_confirmed_at timestamptz,
    add column totp_last_step    bigint,
    add column recovery_hashes   text[] not null default '{}';

-- What a program that logged in with a password goes on with. Each token counts once and names its
-- successor's family; one that comes twice was stolen, and its family ends.
-- password_mark changes with the password, so that tokens from before it end.
create table refresh_token (
    token_id      uuid primary key,
    family_id     uuid        not null,
    account_id    uuid        not null references account on delete cascade,
    token_hash    text        not null unique,
    password_mark text        not null,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    used_at       timestamptz,
    revoked_at    timestamptz
);
create index refresh_token_family on refresh_token (family_id);
create index refresh_token_old on refresh_token (expires_at);

-- What a key may be used for, and the camera that it belongs to; null: everything that its role may,
-- and no camera.
alter table api_key
    add column scopes    text[],
    add column camera_id uuid references camera;

-- What a request that makes something was answered, so that sending it again makes nothing twice.
create table idempotency (
    caller       text        not null,
    key          text        not null,
    request_hash text        not null,
    status       integer,
    content_type text,
    location     text,
    body         text,
    created_at   timestamptz not null,
    primary key (caller, key)
);
create index idempotency_old on idempotency (created_at);
