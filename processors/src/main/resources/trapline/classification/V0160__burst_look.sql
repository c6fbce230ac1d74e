-- How a classifier scored the surest animal of one picture, where it names the pictures of a burst
-- together: one 32-bit float for each label, little-endian, in the order of the model's labels.
-- Written with the picture's labels and never changed; the picture's own best label stands there
-- as the raw one. Pictures without a camera's time are in no burst.
create table burst_look (
    capture_id    uuid        not null references capture on delete cascade,
    model         text        not null,
    model_version text        not null,
    camera_id     uuid        not null references camera,
    captured_at   timestamptz not null,
    scores        bytea       not null,
    primary key (capture_id, model, model_version)
);
create index burst_look_by_time on burst_look (camera_id, captured_at);
