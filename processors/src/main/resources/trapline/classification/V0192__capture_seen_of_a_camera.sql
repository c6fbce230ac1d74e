-- What was seen, also along one camera, and with how many there were, so that neither a camera's list nor
-- the numbers over many captures look at the captures or their boxes again.
-- counts: for 1, 2, 3 ... of them on one picture or frame, minus the confidence up to which there are so
--   many: ascending, so that width_bucket(-confidence, counts) says how many there are at that confidence.

truncate capture_seen;
drop index capture_seen_newest, capture_seen_taken;
drop function capture_seen_on(uuid[]);
alter table capture_seen
    add column camera_id uuid               not null,
    add column counts    double precision[] not null;

create function capture_seen_on(captures uuid[]) returns setof capture_seen
    language sql stable as '
    with newest as (
        select c.capture_id, c.project_id, c.camera_id, c.received_at, c.captured_at, r.run_id
          from capture c
          join lateral (select run_id from detection_run
                         where detection_run.capture_id = c.capture_id
                         order by ran_at desc, run_id desc limit 1) r on true
         where c.capture_id = any(captures)),
    one as (
        select n.*, ''category'' as kind, d.category as name, d.frame_number, d.confidence
          from newest n join detection d using (run_id)
        union all
        select n.*, ''label'', k.label, d.frame_number, k.confidence
          from newest n join detection d using (run_id) join classification k using (detection_id)
         where k.rank = 1),
    numbered as (
        select *, row_number() over (partition by capture_id, kind, name, frame_number
                                     order by confidence desc) as number
          from one),
    so_many as (
        select capture_id, kind, name, project_id, camera_id, received_at, captured_at, number,
               max(confidence) as confidence
          from numbered
         group by capture_id, kind, name, project_id, camera_id, received_at, captured_at, number)
    select capture_id, kind, name, project_id, received_at, captured_at, max(confidence), camera_id,
           array_agg(-confidence order by number)
      from so_many
     group by capture_id, kind, name, project_id, camera_id, received_at, captured_at';

-- After boxes the categories, after names the labels; of those that are there already, the ones of which
-- more is known now.
drop trigger capture_seen_after_run on detection_run;
drop trigger capture_seen_after_label on classification;
drop function capture_seen_first();
drop function capture_seen_named();

-- A run removes what an earlier one saw.
create function capture_seen_anew() returns trigger language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off as '
begin
    delete from capture_seen s
     using changed n
     where s.capture_id = n.capture_id
       and not exists (select from detection_run later
                        where later.capture_id = n.capture_id
                          and (later.ran_at, later.run_id) > (n.ran_at, n.run_id));
    return null;
end';

create function capture_seen_more() returns trigger language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off as '
declare
    captures uuid[] := array(select distinct capture_id from changed);
    of_kind  text   := tg_argv[0];
begin
    insert into capture_seen as seen
    select * from capture_seen_on(captures) where kind = of_kind
        on conflict (capture_id, kind, name)
           do update set confidence = excluded.confidence, counts = excluded.counts
            where seen.counts <> excluded.counts;
    return null;
end';

create or replace function capture_seen_again() returns trigger language plpgsql as '
declare
    captures uuid[] := array(select distinct capture_id from changed);
begin
    if captures <> ''{}'' then
        delete from capture_seen where capture_id = any(captures);
        insert into capture_seen select * from capture_seen_on(captures)
            on conflict (capture_id, kind, name)
               do update set confidence = excluded.confidence, counts = excluded.counts;
    end if;
    return null;
end';

create or replace function capture_seen_at() returns trigger language plpgsql as '
begin
    update capture_seen set captured_at = new.captured_at, camera_id = new.camera_id
     where capture_id = new.capture_id;
    return null;
end';

-- Where one statement writes both, the run comes first, because the boxes are read from it.
create trigger capture_seen_after_run after insert on detection_run
    referencing new table as changed for each statement execute function capture_seen_anew();
create trigger capture_seen_after_box after insert on detection
    referencing new table as changed for each statement execute function capture_seen_more('category');
create trigger capture_seen_after_label after insert on classification
    referencing new table as changed for each statement execute function capture_seen_more('label');
create trigger capture_seen_after_move after update of camera_id on capture
    for each row when (old.camera_id is distinct from new.camera_id) execute function capture_seen_at();

set local work_mem = '64MB';
insert into capture_seen select * from capture_seen_on(array(select capture_id from capture));
reset work_mem;

create index capture_seen_newest on capture_seen (project_id, kind, name, received_at desc, capture_id desc);
create index capture_seen_taken on capture_seen (project_id, kind, name, captured_at desc, capture_id desc);
create index capture_seen_newest_of_camera on capture_seen (camera_id, kind, name, received_at desc, capture_id desc);
create index capture_seen_taken_of_camera on capture_seen (camera_id, kind, name, captured_at desc, capture_id desc);
create index capture_seen_when on capture_seen (project_id, captured_at);
analyze capture_seen;
