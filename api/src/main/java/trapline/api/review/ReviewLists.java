package trapline.api.review;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;

/** What there is to say, and of which captures it may be said. Reads only. */
class ReviewLists {
    private static final int MOST_SPECIES = 500;
    private static final int MOST_IN_BURST = 12;

    /** What people said comes first, then what models say, hopping along the index of labels. */
    private static final String SPECIES =
            """
            with recursive label (name) as (
                (select label from classification where rank = 1 order by label limit 1)
                union all
                select (select k.label from classification k
                         where k.rank = 1 and k.label > label.name order by k.label limit 1)
                  from label where label.name is not null),
            said as (
                select lower(scientific_name) as name, count(*) as times
                  from human_observation
                 where project_id = any(cast(:projects as uuid[])) and superseded_at is null
                   and scientific_name is not null
                 group by lower(scientific_name)),
            every as (
                select name, times from said
                union all
                select distinct plain_name(name), 0 from label
                 where name is not null and plain_name(name) not in (select name from said))
            select name, times from every
             where cast(:like as text) is null or name like :like
             order by times desc, name limit :limit
            """;

    private static final String TAGS =
            """
            select distinct tag from review r cross join lateral unnest(r.tags) as one (tag)
             where r.project_id = any(cast(:projects as uuid[])) and r.tags <> '{}'
             order by tag limit :limit
            """;

    private static final String BURST =
            """
            select o.capture_id from capture c
              join capture o on o.project_id = c.project_id and o.camera_id = c.camera_id
                            and o.captured_at between c.captured_at - interval '30 seconds'
                                                  and c.captured_at + interval '30 seconds'
             where c.capture_id = :id and c.project_id = any(cast(:projects as uuid[]))
               and o.kind = 'picture'
             order by o.captured_at, o.sequence_number, o.capture_id limit :limit
            """;

    private final JdbcClient jdbc;

    ReviewLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A name that can be given to what is seen.
     *
     * @param times how often people said it; 0: only models do
     */
    record Species(String name, long times) {}

    /**
     * @param part of the name
     */
    List<Species> species(Scope scope, Optional<String> part) {
        return jdbc.sql(SPECIES)
                .param("projects", scope.sql())
                .param("like", part.map(ReviewLists::like).orElse(null))
                .param("limit", MOST_SPECIES)
                .query((row, number) -> new Species(row.getString("name"), row.getLong("times")))
                .list();
    }

    List<String> tags(Scope scope) {
        return jdbc.sql(TAGS)
                .param("projects", scope.sql())
                .param("limit", MOST_SPECIES)
                .query(String.class)
                .list();
    }

    /** The pictures of the same camera within half a minute, in their order; empty: not found. */
    List<UUID> burst(Scope scope, UUID captureId) {
        return jdbc.sql(BURST)
                .param("projects", scope.sql())
                .param("id", captureId)
                .param("limit", MOST_IN_BURST)
                .query(UUID.class)
                .list();
    }

    /** The project of a capture; empty if there is none, or none in this scope. */
    Optional<UUID> projectOf(Scope scope, UUID captureId) {
        return jdbc.sql(
                        """
                        select project_id from capture
                         where capture_id = :id and project_id = any(cast(:projects as uuid[]))
                        """)
                .param("id", captureId)
                .param("projects", scope.sql())
                .query(UUID.class)
                .optional();
    }

    /** Those of these captures that are in the scope. */
    List<UUID> among(Scope scope, List<UUID> captures) {
        return jdbc.sql(
                        """
                        select capture_id from capture
                         where capture_id in (:ids) and project_id = any(cast(:projects as uuid[]))
                         order by capture_id
                        """)
                .param("ids", captures)
                .param("projects", scope.sql())
                .query(UUID.class)
                .list();
    }

    /** Whether a camera is in the scope. */
    boolean hasCamera(Scope scope, UUID cameraId) {
        return jdbc.sql(
                        """
                        select exists (select 1 from camera where camera_id = :id
                                          and project_id = any(cast(:projects as uuid[])))
                        """)
                .param("id", cameraId)
                .param("projects", scope.sql())
                .query(Boolean.class)
                .single();
    }

    private static String like(String part) {
        var plain = part.strip().toLowerCase(Locale.ROOT);
        return "%" + plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
