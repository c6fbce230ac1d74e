package trapline.api.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
    private static final String PAGE =
            """
            select v.*, camera.name as camera_name, member.event_id,
                   exists (select 1 from failed_job f
                            where f.subject_id = v.capture_id and f.redriven_at is null) as failed
              from (%s) v
              join camera on camera.camera_id = v.camera_id
              left join event_capture member on member.capture_id = v.capture_id
             order by v.%s desc, v.capture_id desc limit :limit
            """;

    private static final String NEXT =
            "select v.capture_id from (%1$s) v order by v.%2$s %3$s, v.capture_id %3$s limit 1";

    /**
     * Each project is read along its own index, so a page costs the same in the largest of them.
     */
    private static final String ALONG_CAPTURES =
            """
            select found.*
              from unnest(cast(:projects as uuid[])) as visible (project_id)
             cross join lateral (
                    select c.* from capture c
                     where c.project_id = visible.project_id %1$s
                     order by c.%2$s %3$s, c.capture_id %3$s limit :limit) found
            """;

    /** The same along what was seen, so that a page of a rare animal costs what any other does. */
    private static final String ALONG_SEEN =
            """
            select found.*
              from (select distinct hit.capture_id
                      from unnest(cast(:projects as uuid[])) as visible (project_id)
                     cross join unnest(cast(:seenNames as text[])) as wanted (name)
                     cross join lateral (
                            select s.capture_id
                              from capture_seen s join capture c on c.capture_id = s.capture_id
                             where s.project_id = visible.project_id and s.kind = :seenKind
                               and s.name = wanted.name %1$s
                             order by s.%2$s %3$s, s.capture_id %3$s limit :limit) hit) hits
              join capture found on found.capture_id = hits.capture_id
            """;

    private static final String EVERY_ONE =
            """
             from unnest(cast(:projects as uuid[])) as visible (project_id)
             join capture c on c.project_id = visible.project_id where true %s
            """;

    private static final String PLACES =
            "select c.capture_id, c.received_at"
                    + EVERY_ONE
                    + " order by c.received_at desc, c.capture_id desc limit :limit";

    private static final String COUNT = "select count(*)" + EVERY_ONE;

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

    private static final String FOUND =
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
    private final SaidOfCaptures said;

    CaptureLists(JdbcClient jdbc, SaidOfCaptures said) {
        this.jdbc = jdbc;
        this.said = said;
    }

    /** One page of the captures in the scope that match. */
    Page<CaptureItem> page(Scope scope, CaptureQuery query) {
        var along = CapturesAlong.of(query);
        var found =
                conditions(scope, query, along)
                        .map(
                                conditions ->
                                        conditions
                                                .bind("limit", query.size() + 1)
                                                .behind(
                                                        query.maybeCursor(),
                                                        along.time(),
                                                        along.id()))
                        .map(
                                conditions ->
                                        jdbc.sql(
                                                        PAGE.formatted(
                                                                chosen(along, conditions, "desc"),
                                                                along.column()))
                                                .params(conditions.values())
                                                .query(CaptureLists::item)
                                                .list())
                        .orElse(List.of());
        var page =
                Page.of(
                        found,
                        query.size(),
                        item ->
                                new Cursor(
                                        Cursor.Kind.CAPTURES,
                                        along.taken() ? item.capturedAt() : item.receivedAt(),
                                        item.captureId()));
        var ids = page.items().stream().map(CaptureItem::captureId).toList();
        var seen = seen(ids);
        var reviews = said.of(ids);
        return new Page<>(
                page.items().stream()
                        .map(
                                item ->
                                        item.with(
                                                seen.getOrDefault(item.captureId(), List.of()),
                                                Optional.ofNullable(reviews.get(item.captureId()))))
                        .toList(),
                page.next());
    }

    /**
     * Where the next captures of the list stand, without reading what is on them.
     *
     * @param until what was received later is not among them
     */
    List<Cursor> places(
            Scope scope, CaptureQuery query, Instant until, Optional<Cursor> behind, int limit) {
        return everyOne(scope, query, until)
                .map(
                        conditions ->
                                conditions
                                        .behind(behind, "c.received_at", "c.capture_id")
                                        .bind("limit", limit))
                .map(
                        conditions ->
                                jdbc.sql(PLACES.formatted(conditions.sql()))
                                        .params(conditions.values())
                                        .query(CaptureLists::place)
                                        .list())
                .orElse(List.of());
    }

    /** How many captures match, counted one by one: for work in the background only. */
    long count(Scope scope, CaptureQuery query, Instant until) {
        return everyOne(scope, query, until)
                .map(
                        conditions ->
                                jdbc.sql(COUNT.formatted(conditions.sql()))
                                        .params(conditions.values())
                                        .query(Long.class)
                                        .single())
                .orElse(0L);
    }

    /** Along the captures themselves: what goes through all of them needs no shorter way. */
    private Optional<Conditions> everyOne(Scope scope, CaptureQuery query, Instant until) {
        return conditions(scope, query, new CapturesAlong(false, false))
                .map(conditions -> conditions.and("c.received_at <= :until", "until", until));
    }

    private static Cursor place(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new Cursor(
                Cursor.Kind.CAPTURES, columns.instant("received_at"), columns.id("capture_id"));
    }

    /** The captures beside one in the list that the query makes, if it is in it or not. */
    CaptureNeighbours neighbours(Scope scope, CaptureQuery query, CaptureDetails.Place place) {
        return new CaptureNeighbours(
                next(scope, query, place, ">", "asc"), next(scope, query, place, "<", "desc"));
    }

    private Optional<UUID> next(
            Scope scope, CaptureQuery query, CaptureDetails.Place place, String side, String way) {
        var along = CapturesAlong.of(query);
        var at = along.taken() ? place.capturedAt() : place.receivedAt();
        return conditions(scope, query, along)
                .map(
                        conditions ->
                                conditions
                                        .and(
                                                "(%s, %s) %s (:at, :id)"
                                                        .formatted(along.time(), along.id(), side))
                                        .bind("at", at.atOffset(ZoneOffset.UTC))
                                        .bind("id", place.captureId())
                                        .bind("limit", 1))
                .flatMap(
                        conditions ->
                                jdbc.sql(
                                                NEXT.formatted(
                                                        chosen(along, conditions, way),
                                                        along.column(),
                                                        way))
                                        .params(conditions.values())
                                        .query(UUID.class)
                                        .optional());
    }

    private static String chosen(CapturesAlong along, Conditions conditions, String way) {
        return (along.seen() ? ALONG_SEEN : ALONG_CAPTURES)
                .formatted(conditions.sql(), along.column(), way);
    }

    /** Empty if no capture can match. */
    private Optional<Conditions> conditions(Scope scope, CaptureQuery query, CapturesAlong along) {
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

    /** What the newest run found on each of these captures. */
    Map<UUID, List<CaptureItem.Seen>> seen(Collection<UUID> captures) {
        if (captures.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(FOUND)
                .param("captures", captures)
                .query(CaptureLists::found)
                .list()
                .stream()
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
                Optional.empty(),
                CaptureLinks.of(id));
    }
}
