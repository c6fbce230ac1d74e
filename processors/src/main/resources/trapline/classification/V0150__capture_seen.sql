-- What the newest look at a capture found, one row for each category and each label: so that those with
-- a certain one are found along an index, and not by looking at every capture's boxes.
-- confidence: of the surest box, or of the surest label. It follows from detection_run, detection and
-- classification, and is kept by the triggers below, whoever writes those.
create table capture_seen (
    capture_id  uuid             not null references capture on delete cascade,
    kind        text             not null,
    name        text             not null,
    project_id  uuid             not null references project,
    received_at timestamptz      not null,
    captured_at timestamptz      not null,
    confidence  double precision not null,
    primary key (capture_id, kind, name),
    constraint capture_seen_kind check (kind in ('category', 'label'))
);

create function capture_seen_on(captures uuid[])
    returns table (capture_id uuid, kind text, name text, project_id uuid, received_at timestamptz,
                   captured_at timestamptz, confidence double precision)
    language sql stable as '
    with newest as (
        select c.capture_id, c.project_id, c.received_at, c.captured_at, r.run_id
          from capture c
          join lateral (select run_id from detection_run
                         where detection_run.capture_id = c.capture_id
                         order by ran_at desc, run_id desc limit 1) r on true
         where c.capture_id = any(captures))
    select n.capture_id, ''category'', d.category, n.project_id, n.received_at, n.captured_at, max(d.confidence)
      from newest n join detection d using (run_id)
     group by 1, 3, 4, 5, 6
    union all
    select n.capture_id, ''label'', k.label, n.project_id, n.received_at, n.captured_at, max(k.confidence)
      from newest n join detection d using (run_id) join classification k using (detection_id)
     where k.rank = 1
     group by 1, 3, 4, 5, 6';

create function capture_seen_again() returns trigger language plpgsql as '
declare
    captures uuid[] := array(select distinct capture_id from changed);
begin
    delete from capture_seen where capture_id = any(captures);
    insert into capture_seen (capture_id, kind, name, project_id, received_at, captured_at, confidence)
    select * from capture_seen_on(captures)
        on conflict (capture_id, kind, name) do update set confidence = excluded.confidence;
    return null;
end';

create function capture_seen_at() returns trigger language plpgsql as '
begin
    update capture_seen set captured_at = new.captured_at where capture_id = new.capture_id;
    return null;
end';

create trigger capture_seen_after_run after insert on detection_run
    referencing new table as changed for each statement execute function capture_seen_again();
create trigger capture_seen_after_another_run after update on detection_run
    referencing new table as changed for each statement execute function capture_seen_again();
create trigger capture_seen_after_label after insert on classification
    referencing new table as changed for each statement execute function capture_seen_again();
create trigger capture_seen_after_clock after update of captured_at on capture
    for each row when (old.captured_at is distinct from new.captured_at) execute function capture_seen_at();

insert into capture_seen (capture_id, kind, name, project_id, received_at, captured_at, confidence)
select * from capture_seen_on(array(select capture_id from capture));

create index capture_seen_newest on capture_seen (project_id, kind, name, received_at desc, capture_id desc);
create index capture_seen_taken on capture_seen (project_id, kind, name, captured_at desc, capture_id desc);
