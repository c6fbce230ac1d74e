-- The turn of a message that is put: behind those of its flow, and not before the one being served. Each of
-- the three is the end of an index, however long the backlog is. A table that is empty most of the time looks
-- so small that plans are made to read all of it, and they are kept when a burst fills it; so the function
-- says which plans it wants.
create index stage_task_served on stage_task (stage, part, lane, turn) where state = 'leased';

create function stage_turn(its_stage text, its_part text, its_lane smallint, its_flow text) returns bigint
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_bitmapscan = off
    set enable_sort = off as '
begin
    return greatest(
        0,
        (select turn from stage_task
          where stage = its_stage and part = its_part and lane = its_lane and state = ''leased''
          order by turn desc limit 1),
        (select turn from stage_task
          where stage = its_stage and part = its_part and lane = its_lane and state = ''ready''
          order by turn limit 1),
        (select turn + 1 from stage_task
          where stage = its_stage and part = its_part and lane = its_lane and flow = its_flow
            and state <> ''waiting''
          order by turn desc limit 1));
end';

-- For the same reason the table is given some thirty pages, which it keeps; and it is swept often, because
-- its rows live so shortly.
alter table stage_task set (
    vacuum_truncate = off,
    autovacuum_vacuum_scale_factor = 0.0,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.0,
    autovacuum_analyze_threshold = 1000);
insert into stage_task (stage, subject_id, project_id, flow, lane, turn, enqueued_at, available_at, last_reason)
select 'filler', gen_random_uuid(), gen_random_uuid(), 'filler', 1, 0, now(), now(), repeat('-', 1200)
  from generate_series(1, 200);
delete from stage_task where stage = 'filler';
