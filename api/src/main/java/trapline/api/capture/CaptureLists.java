package trapline.api.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;
import trapline.api.page.Page;

/** Lists of captures. Reads only. */
class CaptureLists {
    /** The page is cut before anything is looked up for its captures. */
    private static final String PAGE =
            """
            select v.*, camera.name as camera_name, member.event_id,
                   exists (select 1 from failed_job f
                            where f.subject_id = v.capture_id and f.redriven_at is null) as failed
              from (select * from (%1$s) any_of
                     order by %2$s desc, capture_id desc limit :limit) v
              join camera on camera.camera_id = v.camera_id
              left join event_capture member on member.capture_id = v.capture_id
             order by v.%2$s desc, v.capture_id desc
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

    /**
     * The same along what was seen, so that a page of a rare animal costs what any other does. Of
     * the project it is said with the other conditions, where it is not the camera's.
     */
    private static final String ALONG_SEEN =
            """
            select found.*
              from (select distinct hit.capture_id
                      from unnest(cast(:projects as uuid[])) as visible (project_id)
                     cross join unnest(cast(:seenNames as text[])) as wanted (name)
                     cross join lateral (
                            select s.capture_id
                              from capture_seen s join capture c on c.capture_id = s.capture_id
                             where s.kind = :seenKind and s.name = wanted.name %1$s
                             order by s.%2$s %3$s, s.capture_id %3$s limit :limit) hit) hits
              join capture found on found.capture_id = hits.capture_id
                                and found.project_id = any(cast(:projects as uuid[]))
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

    private final JdbcClient jdbc;
    private final CaptureConditions wanted;
    private final FoundOnCaptures found;
    private final SaidOfCaptures said;

    CaptureLists(
            JdbcClient jdbc, CaptureConditions wanted, FoundOnCaptures found, SaidOfCaptures said) {
        this.jdbc = jdbc;
        this.wanted = wanted;
        this.found = found;
        this.said = said;
    }

    /** One page of the captures in the scope that match. */
    Page<CaptureItem> page(Scope scope, CaptureQuery query) {
        var along = CapturesAlong.of(query);
        var items =
                wanted.of(scope, query, along)
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
                        items,
                        query.size(),
                        item ->
                                new Cursor(
                                        Cursor.Kind.CAPTURES,
                                        along.taken() ? item.capturedAt() : item.receivedAt(),
                                        item.captureId()));
        var ids = page.items().stream().map(CaptureItem::captureId).toList();
        var seen = found.of(ids);
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
        return wanted.of(scope, query, new CapturesAlong(false, false))
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
        return wanted.of(scope, query, along)
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
