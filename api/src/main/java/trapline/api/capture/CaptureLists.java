package trapline.api.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;
import trapline.api.page.Page;
import trapline.observation.Observations;

/** Lists of captures, and what was found on them. Reads only. */
class CaptureLists {
    /**
     * Each project is read along its own index, so a page costs the same in the largest of them.
     */
    private static final String PAGE =
            """
            select v.*, camera.name as camera_name, member.event_id,
                   exists (select 1 from failed_job f
                            where f.subject_id = v.capture_id and f.redriven_at is null) as failed
              from unnest(cast(:projects as uuid[])) as visible (project_id)
             cross join lateral (
                    select c.* from capture c
                     where c.project_id = visible.project_id %s
                     order by %s desc, c.capture_id desc limit :limit) v
              join camera on camera.camera_id = v.camera_id
              left join event_capture member on member.capture_id = v.capture_id
             order by v.received_at desc, v.capture_id desc limit :limit
            """;

    private static final String NEXT =
            """
            select v.capture_id
              from unnest(cast(:projects as uuid[])) as visible (project_id)
             cross join lateral (
                    select c.* from capture c
                     where c.project_id = visible.project_id %1$s
                     order by %2$s %3$s, c.capture_id %3$s limit 1) v
             order by v.received_at %3$s, v.capture_id %3$s limit 1
            """;

    private static final String ALONG_RECEIVED = "c.received_at";

    /**
     * The same order, in words that no index has. For a few days long ago the database would else
     * walk from now back to them; so it takes those days by the time they were taken, and sorts.
     */
    private static final String ALONG_CAPTURED = "(c.received_at + interval '0')";

    private static final String NEWEST_RUN =
            """
            (select r.run_id from detection_run r where r.capture_id = c.capture_id
              order by r.ran_at desc, r.run_id desc limit 1)
            """;

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
            select capture_id, category, label, max(count) as count,
                   max(confidence) as confidence, max(label_confidence) as label_confidence
              from (
            select d.capture_id, d.category, k.label, count(*) as count,
                   max(d.confidence) as confidence, max(k.confidence) as label_confidence
              from detection d
              left join lateral (
                    select label, confidence from classification
                     where detection_id = d.detection_id and rank = 1
                     order by classified_at desc, model limit 1) k on true
             where d.run_id in (select distinct on (capture_id) run_id from detection_run
                                 where capture_id in (:captures)
                                 order by capture_id, ran_at desc, run_id desc)
             group by d.capture_id, d.category, k.label, d.frame_number) on_one_frame
             group by capture_id, category, label
             order by max(confidence) desc, category, label
            """;

    private final JdbcClient jdbc;

    CaptureLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One page of the captures in the scope that match. */
    Page<CaptureItem> page(Scope scope, CaptureQuery query) {
        var conditions = conditions(scope, query);
        if (conditions.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        conditions
                .get()
                .bind("limit", query.size() + 1)
                .behind(query.maybeCursor(), "c.received_at", "c.capture_id");
        var found =
                jdbc.sql(
                                PAGE.formatted(
                                        conditions.get().sql(),
                                        query.isAboutFewDays() ? ALONG_CAPTURED : ALONG_RECEIVED))
                        .params(conditions.get().values())
                        .query(CaptureLists::item)
                        .list();
        var page =
                Page.of(
                        found,
                        query.size(),
                        item ->
                                new Cursor(
                                        Cursor.Kind.CAPTURES, item.receivedAt(), item.captureId()));
        var seen = seen(page.items().stream().map(CaptureItem::captureId).toList());
        return new Page<>(
                page.items().stream()
                        .map(item -> item.with(seen.getOrDefault(item.captureId(), List.of())))
                        .toList(),
                page.next());
    }

    /** The captures beside one in the list that the query makes, if it is in it or not. */
    CaptureNeighbours neighbours(Scope scope, CaptureQuery query, CaptureDetails.Place place) {
        return new CaptureNeighbours(
                next(scope, query, place, ">", "asc"), next(scope, query, place, "<", "desc"));
    }

    private Optional<UUID> next(
            Scope scope, CaptureQuery query, CaptureDetails.Place place, String side, String way) {
        return conditions(scope, query)
                .map(
                        conditions ->
                                conditions
                                        .and(
                                                "(c.received_at, c.capture_id) %s (:at, :id)"
                                                        .formatted(side))
                                        .bind("at", place.receivedAt().atOffset(ZoneOffset.UTC))
                                        .bind("id", place.captureId()))
                .flatMap(
                        conditions ->
                                jdbc.sql(
                                                NEXT.formatted(
                                                        conditions.sql(),
                                                        query.isAboutFewDays()
                                                                ? ALONG_CAPTURED
                                                                : ALONG_RECEIVED,
                                                        way))
                                        .params(conditions.values())
                                        .query(UUID.class)
                                        .optional());
    }

    /** Empty if no capture can match. */
    private Optional<Conditions> conditions(Scope scope, CaptureQuery query) {
        var conditions =
                new Conditions()
                        .bind("projects", scope.sql())
                        .ofCamera("c.camera_id", Optional.ofNullable(query.camera()))
                        .and("c.captured_at >= :from", "from", Optional.ofNullable(query.from()))
                        .and("c.captured_at < :to", "to", Optional.ofNullable(query.to()))
                        .and(
                                "c.received_at >= :receivedFrom",
                                "receivedFrom",
                                Optional.ofNullable(query.receivedFrom()))
                        .and(
                                "c.received_at < :receivedTo",
                                "receivedTo",
                                Optional.ofNullable(query.receivedTo()));
        addState(conditions, query);
        return addFindings(conditions, query) ? Optional.of(conditions) : Optional.empty();
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
    private boolean addFindings(Conditions conditions, CaptureQuery query) {
        if (query.label() == null && query.category() == null && query.minConfidence() == null) {
            return true;
        }
        var sql = new StringBuilder();
        sql.append("exists (select 1 from detection d ");
        if (query.label() != null) {
            var labels = labelsMeaning(query.label());
            if (labels.isEmpty()) {
                return false;
            }
            sql.append(" join classification k using (detection_id) ");
            conditions.bind("labels", labels);
        }
        sql.append(" where d.capture_id = c.capture_id and d.run_id = ").append(NEWEST_RUN);
        if (query.label() != null) {
            sql.append(" and k.capture_id = c.capture_id and k.rank = 1 and k.label in (:labels)");
        }
        if (query.category() != null) {
            sql.append(" and d.category = :category");
            conditions.bind("category", query.category().strip().toLowerCase(Locale.ROOT));
        }
        if (query.minConfidence() != null) {
            sql.append(query.label() == null ? " and d.confidence" : " and k.confidence")
                    .append(" >= :minConfidence");
            conditions.bind("minConfidence", query.minConfidence());
        }
        conditions.and(sql.append(")").toString());
        return true;
    }

    /** The labels in use that a person means by this word. */
    private List<String> labelsMeaning(String written) {
        return jdbc.sql(LABELS).query(String.class).list().stream()
                .filter(label -> Observations.means(label, written))
                .toList();
    }

    /** What the newest run found on each of these captures. */
    Map<UUID, List<CaptureItem.Seen>> seen(Collection<UUID> captures) {
        if (captures.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql(SEEN).param("captures", captures).query(CaptureLists::found).list().stream()
                .collect(
                        Collectors.groupingBy(
                                Found::captureId,
                                HashMap::new,
                                Collectors.mapping(Found::seen, Collectors.toList())));
    }

    private record Found(UUID captureId, CaptureItem.Seen seen) {}

    private static Found found(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new Found(
                columns.id("capture_id"),
                new CaptureItem.Seen(
                        columns.text("category"),
                        columns.maybeText("label"),
                        columns.number("count"),
                        columns.fraction("confidence"),
                        columns.maybeDouble("label_confidence")));
    }

    private static CaptureItem item(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        var id = columns.id("capture_id");
        return new CaptureItem(
                id,
                columns.id("project_id"),
                columns.id("camera_id"),
                columns.text("camera_name"),
                columns.maybeId("event_id"),
                columns.flag("failed") ? CaptureState.FAILED.id() : columns.text("state"),
                columns.text("kind"),
                columns.text("media_type"),
                columns.bigNumber("size_bytes"),
                columns.maybeInt("width"),
                columns.maybeInt("height"),
                columns.instant("received_at"),
                columns.instant("captured_at"),
                columns.text("origin"),
                columns.flag("truncated"),
                List.of(),
                CaptureLinks.of(id));
    }
}
