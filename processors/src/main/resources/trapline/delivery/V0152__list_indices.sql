-- Each filter of each list finds its page along an index, however long the list is.
drop index capture_by_time;
create index capture_taken on capture (project_id, captured_at desc, capture_id desc);
create index capture_taken_by_camera on capture (camera_id, captured_at desc, capture_id desc);

create index event_merged on event (merged_into) where merged_into is not null;
create index event_not_over on event (project_id, state, started_at desc, event_id desc)
    where state in ('open', 'acknowledged');
create index event_by_kind on event (project_id, kind, started_at desc, event_id desc) where kind <> 'sighting';
create index event_grave on event (project_id, severity, started_at desc, event_id desc) where severity <> 'info';
create index event_newest_by_camera on event (camera_id, started_at desc, event_id desc);

create index alert_by_camera on alert (camera_id, raised_at desc, alert_id desc);

create index delivery_not_accepted on delivery (project_id, state, created_at desc, delivery_id desc)
    where state <> 'accepted';
create index delivery_by_channel on delivery (project_id, channel, created_at desc, delivery_id desc);
