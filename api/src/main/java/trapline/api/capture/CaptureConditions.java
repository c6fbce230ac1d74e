package trapline.api.capture;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Conditions;
import trapline.observation.Observations;

/** What a query of captures means in SQL. */
class CaptureConditions {
    private static final String FAILED =
            """
            exists (select 1 from failed_job f
                     where f.subject_id = c.capture_id and f.redriven_at is null)
            """;

    /** Hops from one label to the next along the index, instead of reading every row. */
    private static final String LABELS =
            """
            with recursive label (name) as (
                (select label from classification where rank = 1 order by label limit 1)
                union all
                select (select k.label from classification k
                         where k.rank = 1 and k.label > label.name order by k.label limit 1)
                  from label where label.name is not null)
            select name from label where name is not null
            """;

    private static final String SEEN =
            """
            exists (select 1 from capture_seen too
                     where too.capture_id = c.capture_id and too.kind = :seenKind
                       and too.name = any(cast(:seenNames as text[])) %s)
            """;

    private static final String SEEN_TOO =
            """
            exists (select 1 from capture_seen too
                     where too.capture_id = c.capture_id and too.kind = :categoryKind
                       and too.name %s %s)
            """;

    private static final String SURE_ENOUGH = "%s.confidence >= :minConfidence";

    private final JdbcClient jdbc;

    CaptureConditions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What one row must be, of the captures or of what was seen.
     *
     * @return empty if no capture can match
     */
    Optional<Conditions> of(Scope scope, CaptureQuery query, CapturesAlong along) {
        var read = along.seen() ? "s" : "c";
        var conditions =
                new Conditions()
                        .bind("projects", scope.sql())
                        .ofCamera(read + ".camera_id", Optional.ofNullable(query.camera()))
                        .and(
                                read + ".captured_at >= :from",
                                "from",
                                Optional.ofNullable(query.from()))
                        .and(read + ".captured_at < :to", "to", Optional.ofNullable(query.to()))
                        .and(
                                read + ".received_at >= :receivedFrom",
                                "receivedFrom",
                                Optional.ofNullable(query.receivedFrom()))
                        .and(
                                read + ".received_at < :receivedTo",
                                "receivedTo",
                                Optional.ofNullable(query.receivedTo()));
        if (along.seen() && query.camera() == null) {
            // A camera is of one project: said again, it would make the database expect so few that
            // it reads all that the camera ever saw of it, instead of the newest.
            conditions.and("s.project_id = visible.project_id");
        }
        addState(conditions, query);
        SaidOfCaptures.add(conditions, query);
        return addFindings(conditions, query, along) ? Optional.of(conditions) : Optional.empty();
    }

    private static void addState(Conditions conditions, CaptureQuery query) {
        if (query.state() == CaptureState.FAILED) {
            conditions.and(FAILED);
        } else if (query.state() != null) {
            conditions.and("c.state = :state", "state", query.state().id());
            conditions.and("not " + FAILED);
        }
    }

    /**
     * Adds what must have been found by the newest run.
     *
     * @return false if nothing was ever given such a label, so that no capture can match
     */
    private boolean addFindings(Conditions conditions, CaptureQuery query, CapturesAlong along) {
        var category =
                Optional.ofNullable(query.category())
                        .map(written -> written.strip().toLowerCase(Locale.ROOT));
        if (query.label() != null) {
            var labels = labelsMeaning(query.label());
            if (labels.isEmpty()) {
                return false;
            }
            addSeen(conditions, query, along, "label", labels);
            category.ifPresent(
                    name ->
                            conditions
                                    .and(SEEN_TOO.formatted("= :category", ""))
                                    .bind("category", name)
                                    .bind("categoryKind", "category"));
        } else if (category.isPresent()) {
            addSeen(conditions, query, along, "category", List.of(category.get()));
        } else if (query.minConfidence() != null) {
            conditions
                    .and(SEEN_TOO.formatted("is not null", "and " + SURE_ENOUGH.formatted("too")))
                    .bind("categoryKind", "category")
                    .bind("minConfidence", query.minConfidence());
        }
        return true;
    }

    /** Along what was seen, the names are part of the way already; else they are asked for. */
    private static void addSeen(
            Conditions conditions,
            CaptureQuery query,
            CapturesAlong along,
            String kind,
            List<String> names) {
        var isSure = query.minConfidence() != null;
        if (!along.seen()) {
            conditions.and(SEEN.formatted(isSure ? "and " + SURE_ENOUGH.formatted("too") : ""));
        } else if (isSure) {
            conditions.and(SURE_ENOUGH.formatted("s"));
        }
        conditions.bind("seenKind", kind).bind("seenNames", names.toArray(String[]::new));
        if (isSure) {
            conditions.bind("minConfidence", query.minConfidence());
        }
    }

    /** The labels in use that a person means by this word. */
    private List<String> labelsMeaning(String written) {
        return jdbc.sql(LABELS).query(String.class).list().stream()
                .filter(label -> Observations.means(label, written))
                .toList();
    }
}
