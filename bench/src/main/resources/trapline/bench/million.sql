-- One installation that has run for two years: :captures captures with three detections each on the
-- average. Every number follows from the row's own, so two runs make the same installation.
-- The samples are captures that came through the real pipeline; their blobs are shared.

-- A UUID of version 7 of that long from now.
create function pg_temp.time_id(shift interval) returns uuid language sql volatile as
'select cast(encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
    substring(int8send(cast(floor(extract(epoch from clock_timestamp() + shift) * 1000) as bigint)) from 3)
    from 1 for 6), 52, 1), 53, 1), ''hex'') as uuid)';

create temporary table sample on commit drop as
select row_number() over (order by path) - 1 as n, media_type, size_bytes, width, height, blob_key,
       thumbnail_key, preview_key
  from capture where thumbnail_key is not null and preview_key is not null;

create temporary table tenant on commit drop as
select project_id, 0 as n from project where name = 'default';
insert into tenant select pg_temp.time_id('0'), i from generate_series(1, 3) i;
insert into project (project_id, name, created_at)
select project_id, 'Reserve ' || n, now() - interval '2 years' from tenant where n > 0;

create temporary table place on commit drop as
select i as n, pg_temp.time_id('0') as site_id, pg_temp.time_id('0') as camera_id, t.project_id
  from generate_series(0, 299) i join tenant t on t.n = case when i % 10 < 7 then 0 else i % 10 - 6 end;
insert into site (site_id, project_id, name, latitude, longitude, zone, created_at)
select site_id, project_id, 'Site ' || n, 52 + n * 0.001, 5.8 + n % 17 * 0.01, 'Europe/Amsterdam',
       now() - interval '2 years'
  from place;
insert into camera (camera_id, project_id, device_id, name, state, source_id, profile, make, model, site_id, zone,
                    latitude, longitude, battery_percent, storage_used_percent, temperature_celsius, signal_csq,
                    health_at, first_received_at, last_received_at, approved_at, approved_by)
select camera_id, project_id, 'bench-' || n, 'Camera ' || n,
       case when n % 50 = 49 then 'pending' else 'approved' end,
       'ftps', 'generic', 'Bench', 'One', site_id, 'Europe/Amsterdam', 52 + n * 0.001, 5.8 + n % 17 * 0.01,
       20 + n % 80, n % 95, n % 30, n % 31, now(), now() - interval '2 years' + n * interval '1 second',
       now() - n * interval '1 hour', now() - interval '2 years', 'bench'
  from place;
insert into health_report (report_id, camera_id, received_at, reported_at, battery_percent, storage_used_percent,
                           temperature_celsius, signal_csq, pictures_total, pictures_sent, sha256)
select pg_temp.time_id(day * interval '-1 day'), camera_id, now() - day * interval '1 day', now() - day * interval '1 day',
       100 - day % 90, day % 95, day % 30, day % 31, 700 - day, 600 - day, md5(n || ' ' || day)
  from place cross join generate_series(0, 364) day;

-- An event is four captures of one camera, half a minute apart; the newest began a quarter of an hour ago.
create temporary table happening on commit drop as
select e.n, pg_temp.time_id(e.started - now()) as event_id, e.started, p.project_id, p.camera_id, p.site_id,
       case when e.n % 5000 = 3 then 'wolverine' else
       (array['red deer', 'roe deer', 'wild boar', 'red fox', 'badger', 'wolf', 'pine marten', 'hare',
              'beaver', 'lynx'])[1 + floor(power(((e.n * 7919) % 1000) / 1000.0, 2) * 10)] end as label,
       case when e.n % 40 = 0 then 'person' when e.n % 41 = 0 then 'vehicle' else 'animal' end as category
  from (select i as n, now() - interval '15 minutes' - i * (interval '2 years' / (:captures / 4)) as started
          from generate_series(0, :captures / 4 - 1) i) e
  join place p on p.n = (e.n * 31 + e.n / 300) % 300;
alter table happening add primary key (n);

insert into event (event_id, project_id, camera_id, state, started_at, ended_at, created_at, kind, severity,
                   last_received_at, closed_at)
select event_id, project_id, camera_id, case when n < 40 then 'open' else 'closed' end, started,
       started + interval '90 seconds', started + interval '1 minute', 'sighting', 'info',
       started + interval '3 minutes', case when n < 40 then null else started + interval '1 hour' end
  from happening order by n desc;
create temporary table shot on commit drop as
select h.n * 4 + k as n, h.n as event, pg_temp.time_id(h.started + k * interval '30 seconds' + interval '1 minute' - now())
           as capture_id,
       h.started + k * interval '30 seconds' as captured_at,
       case when (h.n * 4 + k) % 10 < 2 then 0 when (h.n * 4 + k) % 10 < 6 then 3
            when (h.n * 4 + k) % 10 < 8 then 4 else 5 end as boxes
  from happening h cross join generate_series(0, 3) k;
create index on shot (event);
analyze shot;
analyze happening;

insert into capture (capture_id, project_id, camera_id, source_id, path, kind, media_type, size_bytes, width, height,
                     sha256, blob_key, state, origin, truncated, received_at, captured_at, captured_zone,
                     captured_source, latitude, longitude, sequence_number, sequence_length, thumbnail_key,
                     preview_key, completed_at)
select s.capture_id, h.project_id, h.camera_id, 'ftps', 'bench/IMG_' || s.n || '.JPG', 'picture', p.media_type,
       p.size_bytes, p.width, p.height, encode(sha256(convert_to('bench ' || s.n, 'UTF8')), 'hex'), p.blob_key,
       'completed', case when s.n % 50 = 0 then 'backlog' else 'live' end, false,
       s.captured_at + interval '1 minute', s.captured_at, 'Europe/Amsterdam', 'exif', 52, 5.8, 1 + s.n % 4, 4,
       p.thumbnail_key, p.preview_key, s.captured_at + interval '61 seconds'
  from shot s join happening h on h.n = s.event
  join sample p on p.n = s.n % (select count(*) from sample)
 order by s.n desc;
insert into event_label (event_id, kind, name, project_id, camera_id, place, first_at, last_at, most, captures,
                         confidence, best_capture_id)
select h.event_id, k.kind, case when k.kind = 'label' then h.label else h.category end, h.project_id, h.camera_id,
       h.site_id::text, h.started, h.started + interval '90 seconds', 1 + h.n % 4, 4, 0.9, s.capture_id
  from happening h join shot s on s.n = h.n * 4 cross join (values ('label'), ('category')) k (kind)
 where k.kind = 'category' or h.category = 'animal'
 order by h.n desc;
insert into event_capture (capture_id, event_id)
select s.capture_id, h.event_id from shot s join happening h on h.n = s.event order by s.n desc;
insert into capture_detail (capture_id, camera_id, received_at, detail)
select s.capture_id, h.camera_id, s.captured_at + interval '1 minute', 0.05
  from shot s join happening h on h.n = s.event order by s.n desc;

create temporary table run on commit drop as select n, pg_temp.time_id(captured_at + interval '1 minute' - now()) as run_id from shot;
create temporary table box on commit drop as
select s.n, k as ordinal, s.capture_id, s.event, r.run_id, s.captured_at,
       pg_temp.time_id(s.captured_at + interval '1 minute' - now()) as detection_id,
       0.15 + ((s.n * 37 + k * 101) % 80) / 100.0 as confidence
  from shot s join run r using (n) cross join lateral generate_series(1, s.boxes) k;
insert into detection_run (run_id, capture_id, model, model_version, ran_at)
select r.run_id, s.capture_id, 'bench-detector', '1', s.captured_at + interval '61 seconds'
  from shot s join run r using (n) order by s.n desc;
insert into detection (detection_id, run_id, capture_id, ordinal, category, source_label, confidence, bbox_x, bbox_y,
                       bbox_width, bbox_height)
select b.detection_id, b.run_id, b.capture_id, b.ordinal, h.category, h.category, b.confidence, 0.1 * b.ordinal, 0.3,
       0.2, 0.3
  from box b join happening h on h.n = b.event order by b.n desc, b.ordinal;
insert into classification (detection_id, model, model_version, rank, label, confidence, capture_id, classified_at)
select b.detection_id, 'bench-classifier', '1', 1, h.label, b.confidence, b.capture_id,
       b.captured_at + interval '61 seconds'
  from box b join happening h on h.n = b.event where h.category = 'animal' order by b.n desc, b.ordinal;

insert into capture_seen (capture_id, kind, name, project_id, camera_id, received_at, captured_at, confidence, counts)
select s.capture_id, k.kind, case when k.kind = 'label' then h.label else h.category end, h.project_id, h.camera_id,
       s.captured_at + interval '1 minute', s.captured_at, b.confidence, b.counts
  from (select n, max(confidence) as confidence, array_agg(-confidence order by confidence desc) as counts
          from box group by n) b join shot s using (n)
  join happening h on h.n = s.event cross join (values ('label'), ('category')) k (kind)
 where k.kind = 'category' or h.category = 'animal'
 order by s.n desc;

create temporary table telling on commit drop as
select n, pg_temp.time_id(started + interval '1 minute' - now()) as alert_id,
       pg_temp.time_id(started + interval '1 minute' - now()) as delivery_id from happening where n % 5 = 0;
insert into alert (alert_id, project_id, rule_id, event_id, capture_id, camera_id, label, count, confidence, raised_at,
                   severity)
select t.alert_id, h.project_id, 'rule-' || h.n % 7, h.event_id, s.capture_id, h.camera_id, h.label, 1, 0.9,
       h.started + interval '1 minute', 'warning'
  from telling t join happening h using (n) join shot s on s.n = h.n * 4 order by t.n desc;
insert into delivery (delivery_id, project_id, alert_id, channel, recipient, state, created_at, due_since, settled_at)
select t.delivery_id, h.project_id, t.alert_id, (array['mail', 'signal', 'telegram'])[1 + t.n / 5 % 3],
       'ranger@example.org',
       case when t.n % 500 = 0 then 'failed' else 'accepted' end, h.started + interval '1 minute',
       h.started + interval '1 minute', h.started + interval '62 seconds'
  from telling t join happening h using (n) order by t.n desc;
insert into delivery_attempt (delivery_id, number, started_at, ended_at, outcome, reason)
select t.delivery_id, 1, h.started + interval '61 seconds', h.started + interval '62 seconds',
       case when t.n % 500 = 0 then 'refused' else 'accepted' end, case when t.n % 500 = 0 then 'no such address' end
  from telling t join happening h using (n) order by t.n desc;
