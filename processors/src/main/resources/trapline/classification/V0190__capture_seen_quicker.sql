-- The same rows of capture_seen as before, kept with less work. A first look writes its categories alone,
-- and a first naming its labels alone; only a look that was there before and counts again writes all of
-- a capture's rows anew. The plans are made once for a connection (a general plan), and along indexes
-- also while the tables are small: made for each picture anew they cost more than what they do.

drop trigger capture_seen_after_run on detection_run;
drop trigger capture_seen_after_label on classification;

create function capture_seen_first() returns trigger language plpgsql
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
    insert into capture_seen (capture_id, kind, name, project_id, received_at, captured_at, confidence)
    select n.capture_id, ''category'', d.category, c.project_id, c.received_at, c.captured_at, max(d.confidence)
      from changed n
      join capture c on c.capture_id = n.capture_id
      join detection d on d.run_id = n.run_id
     where not exists (select from detection_run later
                        where later.capture_id = n.capture_id
                          and (later.ran_at, later.run_id) > (n.ran_at, n.run_id))
     group by n.capture_id, d.category, c.project_id, c.received_at, c.captured_at;
    return null;
end';

create function capture_seen_named() returns trigger language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off as '
begin
    insert into capture_seen as seen
           (capture_id, kind, name, project_id, received_at, captured_at, confidence)
    select c.capture_id, ''label'', k.label, c.project_id, c.received_at, c.captured_at, max(k.confidence)
      from changed k
      join detection d on d.detection_id = k.detection_id
      join capture c on c.capture_id = d.capture_id
     where k.rank = 1
       and d.run_id = (select newest.run_id from detection_run newest
                        where newest.capture_id = d.capture_id
                        order by newest.ran_at desc, newest.run_id desc limit 1)
     group by c.capture_id, k.label, c.project_id, c.received_at, c.captured_at
        on conflict (capture_id, kind, name)
           do update set confidence = greatest(seen.confidence, excluded.confidence);
    return null;
end';

-- A statement that inserts or updates fires the triggers of both, with no rows for one of them.
create or replace function capture_seen_again() returns trigger language plpgsql as '
declare
    captures uuid[] := array(select distinct capture_id from changed);
begin
    if captures <> ''{}'' then
        delete from capture_seen where capture_id = any(captures);
        insert into capture_seen (capture_id, kind, name, project_id, received_at, captured_at, confidence)
        select * from capture_seen_on(captures)
            on conflict (capture_id, kind, name) do update set confidence = excluded.confidence;
    end if;
    return null;
end';

create trigger capture_seen_after_run after insert on detection_run
    referencing new table as changed for each statement execute function capture_seen_first();
create trigger capture_seen_after_label after insert on classification
    referencing new table as changed for each statement execute function capture_seen_named();
