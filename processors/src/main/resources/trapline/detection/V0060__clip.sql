-- A box on a clip says on which frame it is; a box on a picture has none.
alter table detection
    add column frame_number integer,
    add column frame_at_ms  bigint,
    add constraint detection_frame check ((frame_number is null) = (frame_at_ms is null)
                                          and frame_number >= 0 and frame_at_ms >= 0);

-- How one run looked at a clip. looked: numbers of the frames that were looked at. shown: the frame
-- that thumbnail and preview show.
create table clip_look (
    run_id      uuid primary key references detection_run on delete cascade,
    duration_ms bigint    not null,
    frames      integer   not null,
    width       integer   not null,
    height      integer   not null,
    looked      integer[] not null,
    shown       integer   not null
);
