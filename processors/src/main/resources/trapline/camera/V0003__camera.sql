-- A named place.
create table site (
    site_id    uuid primary key,
    project_id uuid        not null references project,
    name       text        not null,
    latitude   double precision,
    longitude  double precision,
    zone       text,
    created_at timestamptz not null,
    constraint site_name unique (project_id, name)
);

-- A physical device, known by its device id.
-- state: pending -> approved -> retired; a pending camera is analysed but alerts nobody.
create table camera (
    camera_id             uuid primary key,
    project_id            uuid        not null references project,
    device_id             text        not null,
    name                  text        not null,
    state                 text        not null,
    source_id             text        not null,
    profile               text,
    make                  text,
    model                 text,
    site_id               uuid references site,
    zone                  text,
    independence_seconds  integer,
    latitude              double precision,
    longitude             double precision,
    battery_percent       integer,
    storage_used_percent  double precision,
    temperature_celsius   double precision,
    signal_csq            integer,
    health_at             timestamptz,
    first_received_at     timestamptz not null,
    last_received_at      timestamptz not null,
    approved_at           timestamptz,
    approved_by           text,
    constraint camera_device unique (project_id, device_id),
    constraint camera_state check (state in ('pending', 'approved', 'retired'))
);
create index camera_by_project on camera (project_id, camera_id);

-- What a camera said about itself, from a daily report or from a picture.
create table health_report (
    report_id            uuid primary key,
    camera_id            uuid        not null references camera,
    received_at          timestamptz not null,
    reported_at          timestamptz,
    battery_percent      integer,
    storage_used_percent double precision,
    temperature_celsius  double precision,
    signal_csq           integer,
    pictures_total       integer,
    pictures_sent        integer,
    sha256               text        not null,
    constraint health_report_once unique (camera_id, sha256)
);
create index health_report_by_camera on health_report (camera_id, received_at desc);
