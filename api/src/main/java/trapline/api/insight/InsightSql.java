package trapline.api.insight;

/** The statements of the insights: which cameras count, and what is known of them. */
final class InsightSql {

    private InsightSql() {}

    /** A place is a site, else a camera. */
    static final String CAMERAS =
            """
            select k.camera_id, k.name, k.project_id,
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
               and (cast(:camera as uuid) is null or k.camera_id = cast(:camera as uuid))
            """;

    /**
     * What models saw on captures of which people have said nothing (labels, people, vehicles and
     * animals), and what people said of verified captures, and how many. In one statement, so that
     * a capture that is verified meanwhile is not both. The counts are minus the confidences up to
     * which there is one, there are two and so on, on one picture or on one frame of a clip. A
     * camera is another condition, not one that may be null: the plan is made once.
     */
    static final String SEEN =
            """
            select s.capture_id, s.camera_id, s.captured_at, s.kind, s.name, s.counts, 0 as said
              from capture_seen s
             where %1$s
               and s.captured_at >= :from and s.captured_at < :to
               and (s.kind = 'label' or s.name in ('person', 'vehicle', 'animal'))
               and not exists (select 1 from review r
                                where r.capture_id = s.capture_id
                                  and (r.verified_at is not null or r.hidden))
            union all
            select r.capture_id, s.camera_id, s.captured_at, 'said',
                   coalesce(plain_name(h.scientific_name), h.observation_type),
                   cast('{}' as double precision[]),
                   cast(least(sum(coalesce(h.count, 1)), 2147483647) as integer)
              from review r
              join capture s on s.capture_id = r.capture_id
              join human_observation h on h.capture_id = r.capture_id
                                      and h.superseded_at is null
             where r.project_id = :project and %1$s
               and r.verified_at is not null and not r.hidden
               and h.observation_type in ('animal', 'human', 'vehicle')
               and s.captured_at >= :from and s.captured_at < :to
             group by 1, 2, 3, 4, 5
            """;

    /**
     * Differs once any row that {@link #SEEN} looks at has changed: how many there are, and the sum
     * of the transactions that wrote them. A row that is written anew is of a later transaction, so
     * that as many rows have another sum.
     */
    static final String VERSION_OF_SEEN =
            """
            select concat_ws(' ',
                   (select concat_ws(' ', count(*), sum(cast(cast(s.xmin as text) as bigint)))
                      from capture_seen s
                     where %1$s and s.captured_at >= :from and s.captured_at < :to),
                   (select concat_ws(' ', count(*), count(h.observation_id),
                                     sum(cast(cast(r.xmin as text) as bigint)),
                                     sum(cast(cast(s.xmin as text) as bigint)),
                                     sum(cast(cast(h.xmin as text) as bigint)))
                      from review r
                      join capture s on s.capture_id = r.capture_id
                      left join human_observation h on h.capture_id = r.capture_id
                                                   and h.superseded_at is null
                     where r.project_id = :project and %1$s
                       and (r.verified_at is not null or r.hidden)
                       and s.captured_at >= :from and s.captured_at < :to))
            """;

    /** The largest projects, as far as one can tell without counting captures. */
    static final String LARGEST =
            """
            select project_id from camera
             group by project_id order by count(*) desc, project_id limit :most
            """;

    /** What people say of these labels. */
    static final String PLAIN_NAMES =
            """
            select label, plain_name(label) as name
              from unnest(cast(:labels as text[])) as label
             where plain_name(label) is not null
            """;

    static final String OF_PROJECT = "s.project_id = :project";

    /** It lies in one project, which was looked at before. */
    static final String OF_CAMERA = "s.camera_id = :camera";

    /** On which days each camera was heard of, by captures and by reports. */
    static final String HEARD =
            """
            select k.camera_id, heard.day, heard.first_at, heard.last_at
              from camera k cross join lateral (
                    select (c.captured_at at time zone 'UTC')::date as day,
                           min(c.captured_at) as first_at, max(c.captured_at) as last_at
                      from capture c
                     where c.camera_id = k.camera_id
                       and c.captured_at >= :from and c.captured_at < :to
                     group by 1
                    union all
                    select (h.received_at at time zone 'UTC')::date,
                           min(h.received_at), max(h.received_at)
                      from health_report h
                     where h.camera_id = k.camera_id
                       and h.received_at >= :from and h.received_at < :to
                     group by 1) heard
             where %1$s
            """;

    static final String HEARD_OF_PROJECT = "k.project_id = :project";
    static final String HEARD_OF_CAMERA = "k.camera_id = :camera";

    /**
     * Verified captures: what people said, and of which label and of which category the newest run
     * was surest. A label that says nothing is as good as none there.
     */
    static final String VERDICTS =
            """
            select s.camera_id, s.captured_at,
                   coalesce(plain_name(h.scientific_name), h.observation_type) as human,
                   coalesce(plain_name(l.name), 'blank') as label, l.confidence,
                   case c.name when 'person' then 'human' else c.name end as category, c.confidence
              from review r
              join capture s using (capture_id)
              join lateral (select scientific_name, observation_type from human_observation o
                             where o.capture_id = r.capture_id and o.superseded_at is null
                             order by o.ordinal limit 1) h on true
              left join lateral (select name, confidence from capture_seen m
                                  where m.capture_id = s.capture_id and m.kind = 'label'
                                  order by m.confidence desc, m.name limit 1) l on true
              left join lateral (select name, confidence from capture_seen m
                                  where m.capture_id = s.capture_id and m.kind = 'category'
                                  order by m.confidence desc, m.name limit 1) c on true
             where r.project_id = :project and %1$s
               and r.verified_at is not null
               and s.captured_at >= :from and s.captured_at < :to
            """;
}
