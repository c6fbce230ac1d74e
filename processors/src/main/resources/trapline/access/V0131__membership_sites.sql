-- A viewer may be limited to some sites of a project: then nothing else of it is there for them.
alter table membership
    add column limited boolean not null default false,
    add constraint membership_limited check (not limited or role = 'viewer');

create table membership_site (
    account_id uuid not null,
    project_id uuid not null,
    site_id    uuid not null references site on delete cascade,
    primary key (account_id, project_id, site_id),
    foreign key (account_id, project_id) references membership on delete cascade
);
