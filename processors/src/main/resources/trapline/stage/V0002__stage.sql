-- One row is one message between two stages. It is written in the transaction of the result that
-- causes it and removed in the transaction of the result it leads to.
-- state: ready -> leased -> (gone | waiting | failed_job); waiting -> ready when available_at comes;
--        leased -> ready when the lease runs out.
-- turn: start-time fair queueing. A flow (a camera) gets one turn a message, counted from the turn
--       being served, so a burst of one flow stands behind the single message of another.
-- lane: 0 live, 1 backlog. Live is always served first.
create table stage_task (
    task_id      bigint generated always as identity primary key,
    stage        text        not null,
    part         text        not null default '',
    subject_id   uuid        not null,
    project_id   uuid        not null,
    flow         text        not null,
    lane         smallint    not null,
    turn         bigint      not null,
    state        text        not null default 'ready',
    attempts     integer     not null default 0,
    enqueued_at  timestamptz not null,
    available_at timestamptz not null,
    leased_by    text,
    leased_until timestamptz,
    last_reason  text,
    constraint stage_task_state check (state in ('ready', 'leased', 'waiting')),
    constraint stage_task_lane check (lane in (0, 1)),
    constraint stage_task_once unique (stage, part, subject_id)
);
create index stage_task_next on stage_task (stage, part, lane, turn, task_id) where state = 'ready';
create index stage_task_flow on stage_task (stage, part, lane, flow, turn);
create index stage_task_waiting on stage_task (available_at) where state = 'waiting';
create index stage_task_leased on stage_task (leased_until) where state = 'leased';

-- What failed for good: kept with its reason until somebody redrives or discards it.
create table failed_job (
    job_id      uuid primary key,
    stage       text        not null,
    part        text        not null,
    subject_id  uuid        not null,
    project_id  uuid        not null,
    flow        text        not null,
    lane        smallint    not null,
    attempts    integer     not null,
    reason      text        not null,
    failed_at   timestamptz not null,
    redriven_at timestamptz
);
create index failed_job_open on failed_job (project_id, failed_at desc) where redriven_at is null;
create index failed_job_subject on failed_job (subject_id) where redriven_at is null;
