package trapline.api.insight;

/**
 * The statements of the insights, built on three relations: which cameras count, what was sighted
 * on each capture, and the independent events that follow from it. A place is a site, else a
 * camera.
 */
final class InsightSql {

    private InsightSql() {}

    private static final String PLACE =
            """
            with place as materialized (
                select k.camera_id, k.name as camera_name, k.project_id,
                       coalesce(k.site_id, k.camera_id) as place_id,
                       coalesce(s.name, k.name) as place,
                       coalesce(p.latitude, k.latitude, s.latitude) as latitude,
                       coalesce(p.longitude, k.longitude, s.longitude) as longitude,
                       coalesce(k.zone, s.zone) as zone
                  from camera k left join site s on s.site_id = k.site_id
                  left join lateral (
                        select d.latitude, d.longitude from deployment d
                         where d.camera_id = k.camera_id and d.undone_at is null
                         order by d.started_at desc limit 1) p on true
                 where k.project_id = any(cast(:projects as uuid[]))
                   and (cast(:camera as uuid) is null or k.camera_id = cast(:camera as uuid)))
            """;

    /**
     * What counts on each capture: what people said if it is verified, else each label that the
     * newest run is sure of, people and vehicles, and animals that have no such label. The number
     * is the most on one picture, or on one frame of a clip. Two labels that mean the same are two
     * rows.
     */
    private static final String SIGHTING =
            PLACE
                    + """
                    , found as materialized (
                        select s.capture_id, s.camera_id, s.captured_at, s.kind, s.name,
                               greatest(1, width_bucket(-cast(:sure as double precision),
                                                        s.counts)) as count
                          from capture_seen s
                         where s.project_id = any(cast(:projects as uuid[]))
                           and (cast(:camera as uuid) is null
                                or s.camera_id = cast(:camera as uuid))
                           and s.captured_at >= :from and s.captured_at < :to
                           and s.confidence >= :sure
                           and (s.kind = 'label' or s.name in ('person', 'vehicle', 'animal'))
                           and not exists (select 1 from review r
                                            where r.capture_id = s.capture_id
                                              and (r.verified_at is not null or r.hidden))),
                    named as materialized (
                        select kind, name, case when kind = 'label' then plain_name(name)
                                                when name = 'person' then 'human'
                                                else name end as plain
                          from (select distinct kind, name from found) every),
                    sighting as (
                        select r.capture_id, c.camera_id, c.captured_at,
                               coalesce(plain_name(h.scientific_name), h.observation_type) as name,
                               sum(coalesce(h.count, 1)) as count
                          from review r
                          join capture c on c.capture_id = r.capture_id
                          join human_observation h on h.capture_id = r.capture_id
                                                  and h.superseded_at is null
                         where r.project_id = any(cast(:projects as uuid[]))
                           and r.verified_at is not null and not r.hidden
                           and h.observation_type in ('animal', 'human', 'vehicle')
                           and c.captured_at >= :from and c.captured_at < :to
                         group by 1, 2, 3, 4
                        union all
                        select s.capture_id, s.camera_id, s.captured_at, n.plain, s.count
                          from found s join named n using (kind, name)
                         where s.name <> 'animal' or s.kind <> 'category'
                        union all
                        select s.capture_id, s.camera_id, s.captured_at, s.name, s.count
                          from found s
                         where s.kind = 'category' and s.name = 'animal'
                           and not exists (select 1 from found l
                                            where l.capture_id = s.capture_id
                                              and l.kind = 'label'))
                    """;

    /** A gap of more than the minutes begins a new event, for each species at each place. */
    private static final String INDEPENDENT =
            SIGHTING
                    + """
                    , marked as (
                        select s.*, p.place_id,
                               case when s.captured_at - lag(s.captured_at) over same
                                         <= make_interval(mins => :minutes) then 0 else 1 end as begins,
                               case when s.capture_id = lag(s.capture_id) over same
                                    then 0 else 1 end as is_next
                          from sighting s join place p using (camera_id)
                         where s.name is not null
                           and (cast(:species as text) is null or s.name = cast(:species as text))
                        window same as (partition by p.place_id, s.name
                                        order by s.captured_at, s.capture_id)),
                    numbered as (
                        select m.*, sum(begins) over (partition by place_id, name
                                                      order by captured_at, capture_id
                                                      rows unbounded preceding) as number
                          from marked m),
                    independent as (
                        select place_id, name, number, min(captured_at) as at,
                               (array_agg(camera_id) filter (where begins = 1))[1] as camera_id,
                               max(count) as most, sum(is_next) as captures
                          from numbered group by place_id, name, number)
                    """;

    /**
     * On which days a camera was heard of, by a capture or a report, and the stretches of them:
     * three days or more without a word part two. The days of the stretches are the trap-days.
     */
    private static final String EFFORT =
            """
            , heard as (
                select p.camera_id, taken.day
                  from place p cross join lateral (
                        select distinct (c.captured_at at time zone 'UTC')::date as day
                          from capture c
                         where c.camera_id = p.camera_id
                           and c.captured_at >= :from and c.captured_at < :to) taken
                union
                select h.camera_id, (h.received_at at time zone 'UTC')::date
                  from health_report h join place using (camera_id)
                 where h.received_at >= :from and h.received_at < :to),
            parted as (
                select camera_id, day,
                       case when day - lag(day) over (partition by camera_id order by day) <= 3
                            then 0 else 1 end as begins
                  from heard),
            stretch as (
                select camera_id, number, min(day) as first_day, max(day) as last_day,
                       max(day) - min(day) + 1 as days
                  from (select camera_id, day,
                               sum(begins) over (partition by camera_id order by day) as number
                          from parted) counted
                 group by camera_id, number)
            """;

    static final String SPECIES =
            INDEPENDENT
                    + """
                    select name, count(*) as events, sum(captures) as captures,
                           sum(most) as individuals, count(distinct place_id) as places,
                           min(at) as first_at, max(at) as last_at
                      from independent group by name order by events desc, name
                    """;

    /** The step is one of a closed list. */
    static final String TIMELINE =
            INDEPENDENT
                    + """
                    select date_trunc('%s', at at time zone 'UTC')::date as day, name,
                           count(*) as events, sum(most) as individuals
                      from independent group by 1, 2 order by 1, 2
                    """;

    static final String MOMENTS =
            INDEPENDENT
                    + """
                    select i.at, p.zone, p.latitude, p.longitude
                      from independent i join place p using (camera_id) order by i.at limit :limit
                    """;

    static final String STRETCHES =
            PLACE
                    + EFFORT
                    + """
                    select p.camera_id, p.camera_name, p.place, s.first_day, s.last_day, s.days,
                           s.first_day - lag(s.last_day) over (partition by s.camera_id
                                                               order by s.number) - 1 as gap_before
                      from place p join stretch s using (camera_id)
                     order by p.camera_name, p.camera_id, s.number
                    """;

    /** How many species were known after each trap-day of all cameras together. */
    static final String ACCUMULATION =
            INDEPENDENT
                    + EFFORT
                    + """
                    , met as materialized (
                        select name, min((at at time zone 'UTC')::date) as day
                          from independent where name not in ('human', 'vehicle', 'animal')
                         group by name),
                    calendar as (
                        select d::date as day from generate_series(
                            (select min(first_day) from stretch), (select max(last_day) from stretch),
                            interval '1 day') as d)
                    select c.day,
                           sum((select count(*) from stretch s
                                 where c.day between s.first_day and s.last_day))
                               over (order by c.day) as trap_days,
                           sum((select count(*) from met where met.day = c.day))
                               over (order by c.day) as species
                      from calendar c order by c.day
                    """;

    /** Places that saw it, of all places that were heard of. */
    static final String OCCUPANCY =
            INDEPENDENT
                    + EFFORT
                    + """
                    , working as (select distinct p.place_id
                                    from place p join stretch using (camera_id))
                    select i.name, count(distinct i.place_id) as seen_at,
                           (select count(*) from working) as places
                      from independent i join working using (place_id)
                     group by i.name order by seen_at desc, i.name
                    """;

    /** Verified captures: what the newest run was surest of, against what people said. */
    static final String CONFUSION =
            """
            with verified as (
                select r.capture_id, coalesce(plain_name(h.scientific_name), h.observation_type) as human
                  from review r
                  join capture c using (capture_id)
                  join lateral (select scientific_name, observation_type from human_observation o
                                 where o.capture_id = r.capture_id and o.superseded_at is null
                                 order by o.ordinal limit 1) h on true
                 where r.project_id = any(cast(:projects as uuid[])) and r.verified_at is not null
                   and (cast(:camera as uuid) is null or c.camera_id = cast(:camera as uuid))
                   and c.captured_at >= :from and c.captured_at < :to),
            judged as (
                select v.human, coalesce((
                       select case when s.kind = 'label' then plain_name(s.name)
                                   when s.name = 'person' then 'human' else s.name end
                         from capture_seen s
                        where s.capture_id = v.capture_id and s.confidence >= :sure
                        order by s.kind desc, s.confidence desc, s.name limit 1), 'blank') as machine
                  from verified v)
            select machine, human, count(*) as captures from judged
             group by machine, human order by captures desc, machine, human
            """;

    static final String GROUPS =
            INDEPENDENT
                    + """
                    select name, most as size, count(*) as events
                      from independent group by name, most order by name, most
                    """;

    static final String MAP =
            INDEPENDENT
                    + EFFORT
                    + """
                    , worked as (select p.place_id, p.place, sum(s.days) as trap_days,
                                        array_agg(distinct p.camera_id::text) as cameras
                                   from place p left join stretch s using (camera_id)
                                  group by p.place_id, p.place),
                    lying as (select distinct on (place_id) place_id, latitude, longitude
                                from place where latitude is not null
                               order by place_id, camera_id),
                    seen as (select place_id, count(*) as events, sum(most) as individuals,
                                    count(distinct name) filter
                                        (where name not in ('human', 'vehicle', 'animal')) as species
                               from independent group by place_id)
                    select w.place_id, w.place, l.latitude, l.longitude, w.cameras,
                           coalesce(w.trap_days, 0) as trap_days, coalesce(s.events, 0) as events,
                           coalesce(s.individuals, 0) as individuals,
                           coalesce(s.species, 0) as species
                      from worked w join lying l using (place_id) left join seen s using (place_id)
                     order by w.place, w.place_id
                    """;
}
