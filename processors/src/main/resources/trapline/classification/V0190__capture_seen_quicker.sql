-- The same rows of capture_seen as before, kept with less work. A run removes what an earlier one saw, its
-- boxes add their categories, and their names the labels; only a run that was there before and counts again
-- writes all of a capture's rows anew. The plans are made once for a connection (a general plan), and along indexes
-- also while the tables are small: made for each picture anew they cost more than what they do.

drop trigger capture_seen_after_run on detection_run;
drop trigger capture_seen_after_label on classification;

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

create function capture_seen_found() returns trigger language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off as '
begin
    insert into capture_seen as seen
           (capture_id, kind, name, project_id, received_at, captured_at, confidence)
    select c.capture_id, ''category'', d.category, c.project_id, c.received_at, c.captured_at, max(d.confidence)
      from changed d
      join capture c on c.capture_id = d.capture_id
     where d.run_id = (select newest.run_id from detection_run newest
                        where newest.capture_id = d.capture_id
                        order by newest.ran_at desc, newest.run_id desc limit 1)
     group by c.capture_id, d.category, c.project_id, c.received_at, c.captured_at
        on conflict (capture_id, kind, name)
           do update set confidence = greatest(seen.confidence, excluded.confidence);
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

-- Where one statement writes both, the run comes first, because the boxes are read from it.
create trigger capture_seen_after_run after insert on detection_run
    referencing new table as changed for each statement execute function capture_seen_anew();
create trigger capture_seen_after_box after insert on detection
    referencing new table as changed for each statement execute function capture_seen_found();
create trigger capture_seen_after_label after insert on classification
    referencing new table as changed for each statement execute function capture_seen_named();
