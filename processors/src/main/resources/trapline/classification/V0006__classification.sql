-- One label for one detection, best first.
create table classification (
    detection_id  uuid             not null references detection on delete cascade,
    model         text             not null,
    model_version text             not null,
    rank          integer          not null,
    label         text             not null,
    confidence    double precision not null,
    capture_id    uuid             not null references capture,
    classified_at timestamptz      not null,
    primary key (detection_id, model, model_version, rank),
    constraint classification_confidence check (confidence between 0 and 1)
);
create index classification_by_capture on classification (capture_id, rank, confidence);
create index classification_by_label on classification (label, capture_id) where rank = 1;
