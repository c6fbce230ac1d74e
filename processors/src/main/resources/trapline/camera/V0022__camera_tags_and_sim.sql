-- Words by which people group cameras, and the last day on which the SIM works.
alter table camera
    add column tags           text[] not null default '{}',
    add column sim_expires_on date;
