-- What was completed last, for who listens to what happens.
create index capture_completed on capture (completed_at desc) where completed_at is not null;
