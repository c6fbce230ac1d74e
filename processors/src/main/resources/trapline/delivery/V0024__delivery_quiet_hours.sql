-- A delivery owed in its recipient's quiet hours is held until they end.
alter table delivery add column held_until timestamptz;
create index delivery_attempt_by_time on delivery_attempt (started_at);
