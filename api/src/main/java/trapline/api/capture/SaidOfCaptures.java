package trapline.api.capture;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;

/** What people say of the captures in a list, and the filters about it. Reads only. */
class SaidOfCaptures {
    private static final String SAID =
            """
            select r.capture_id, r.verified_at is not null as verified, r.flagged, r.hidden, r.likes,
                   r.tags,
                   array(select coalesce(h.scientific_name, h.observation_type)
                           from human_observation h
                          where h.capture_id = r.capture_id and h.superseded_at is null
                          order by h.ordinal) as species
              from review r where r.capture_id in (:captures)
            """;

    private static final String REVIEWED =
            "exists (select 1 from review r where r.capture_id = c.capture_id and %s)";

    private static final String NAMED =
            """
            exists (select 1 from human_observation h
                     where h.capture_id = c.capture_id and h.superseded_at is null
                       and (lower(h.scientific_name) = :species or h.observation_type = :species))
            """;

    private final JdbcClient jdbc;

    SaidOfCaptures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By capture; those of which nobody has said anything are not in it. */
    Map<UUID, CaptureItem.Reviewed> of(Collection<UUID> captures) {
        if (captures.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SAID)
                .param("captures", captures)
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            return Map.entry(
                                    columns.id("capture_id"),
                                    new CaptureItem.Reviewed(
                                            columns.flag("verified"),
                                            columns.flag("flagged"),
                                            columns.flag("hidden"),
                                            columns.number("likes"),
                                            columns.texts("tags"),
                                            columns.texts("species")));
                        })
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Adds the filters about what people say. */
    static void add(Conditions conditions, CaptureQuery query) {
        if (query.verified() != null) {
            conditions.and(
                    (query.verified() ? "" : "not ")
                            + REVIEWED.formatted("r.verified_at is not null"));
        }
        if (query.species() != null) {
            conditions.and(NAMED).bind("species", query.species().strip().toLowerCase(Locale.ROOT));
        }
        if (query.tag() != null) {
            conditions
                    .and(REVIEWED.formatted("r.tags @> array[cast(:tag as text)]"))
                    .bind("tag", query.tag().strip());
        }
        if (query.liked() != null) {
            conditions.and((query.liked() ? "" : "not ") + REVIEWED.formatted("r.likes > 0"));
        }
        if (query.flagged() != null) {
            conditions.and((query.flagged() ? "" : "not ") + REVIEWED.formatted("r.flagged"));
        }
        var hidden = Boolean.TRUE.equals(query.hidden());
        conditions.and((hidden ? "" : "not ") + REVIEWED.formatted("r.hidden"));
    }
}
