-- Who changed what, and what it was before. Rows are only added.
-- how: the request, or the name of what was done where no table changed.
-- before, after: the columns that differ; what opens a door is written as ***.
create table audit (
    audit_id   uuid primary key default gen_random_uuid(),
    at         timestamptz not null default clock_timestamp(),
    project_id uuid,
    who        text        not null,
    account_id uuid,
    key_id     uuid,
    how        text        not null,
    action     text        not null,
    subject    text        not null,
    subject_id text        not null,
    before     jsonb,
    after      jsonb
);
create index audit_newest on audit (at desc, audit_id desc);
create index audit_of_project on audit (project_id, at desc, audit_id desc);
create index audit_of_subject on audit (subject, subject_id, at desc);

-- The trigger of every table. Its arguments are the columns of the primary key.
create function audit_change() returns trigger language plpgsql as $$
declare
    actor   jsonb := current_setting('trapline.actor')::jsonb;
    was     jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    is_now  jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    either  jsonb := coalesce(is_now, was);
    project uuid  := (either ->> 'project_id')::uuid;
    secret  text;
    before  jsonb;
    after   jsonb;
begin
    foreach secret in array array['password_hash', 'secret_hash', 'token_hash', 'totp_secret',
                                  'recovery_hashes', 'secret', 'token'] loop
        if was ? secret and was -> secret <> 'null' then
            was := jsonb_set(was, array[secret], to_jsonb('*** ' || md5(was ->> secret)));
        end if;
        if is_now ? secret and is_now -> secret <> 'null' then
            is_now := jsonb_set(is_now, array[secret], to_jsonb('*** ' || md5(is_now ->> secret)));
        end if;
    end loop;
    before := was;
    after := is_now;
    if tg_op = 'UPDATE' then
        select jsonb_object_agg(key, value) into before
          from jsonb_each(was) where is_now -> key is distinct from value;
        select jsonb_object_agg(key, value) into after
          from jsonb_each(is_now) where was -> key is distinct from value;
        if after is null then
            return null;
        end if;
    end if;
    foreach secret in array array['password_hash', 'secret_hash', 'token_hash', 'totp_secret',
                                  'recovery_hashes', 'secret', 'token'] loop
        if before ? secret then before := jsonb_set(before, array[secret], '"***"'); end if;
        if after ? secret then after := jsonb_set(after, array[secret], '"***"'); end if;
    end loop;
    if project is null and tg_table_name <> 'project' then
        if either ? 'camera_id' then
            select c.project_id into project from public.camera c
             where c.camera_id = (either ->> 'camera_id')::uuid;
        elsif either ? 'capture_id' then
            select c.project_id into project from public.capture c
             where c.capture_id = (either ->> 'capture_id')::uuid;
        elsif either ? 'event_id' then
            select e.project_id into project from public.event e
             where e.event_id = (either ->> 'event_id')::uuid;
        end if;
    end if;
    insert into public.audit (project_id, who, account_id, key_id, how, action, subject, subject_id,
                              before, after)
    values (project, actor ->> 'who', (actor ->> 'account')::uuid, (actor ->> 'key')::uuid,
            actor ->> 'how', lower(tg_op), tg_table_name,
            (select string_agg(either ->> name, '/' order by number)
               from unnest(tg_argv) with ordinality as key (name, number)),
            before, after);
    return null;
end
$$;
