-- One run of one detector over one capture. A run without detections says: looked, nothing there.
create table detection_run (
    run_id        uuid primary key,
    capture_id    uuid        not null references capture,
    model         text        not null,
    model_version text        not null,
    ran_at        timestamptz not null,
    constraint detection_run_once unique (capture_id, model, model_version)
);

-- One box: fractions of the upright picture, origin top left. Everything the detector reports at
-- or above 0.1 is kept; thresholds belong to the reader.
create table detection (
    detection_id uuid primary key,
    run_id       uuid             not null references detection_run on delete cascade,
    capture_id   uuid             not null references capture,
    ordinal      integer          not null,
    category     text             not null,
    source_label text             not null,
    confidence   double precision not null,
    bbox_x       double precision not null,
    bbox_y       double precision not null,
    bbox_width   double precision not null,
    bbox_height  double precision not null,
    constraint detection_once unique (run_id, ordinal),
    constraint detection_confidence check (confidence between 0 and 1)
);
create index detection_by_capture on detection (capture_id, category, confidence);

-- The built-in motion detector's picture of what is normal in front of a camera.
create table camera_background (
    camera_id  uuid primary key references camera,
    background bytea       not null,
    updated_at timestamptz not null
);
