package trapline.api.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;
import trapline.api.page.Page;

/** Events with what belongs to them. Reads only. */
class EventLists {
    private static final int CAPTURES = 500;

    /** The alerts of an event are also those of the events that were merged into it. */
    private static final String FAMILY =
            """
            select m.event_id from event m where m.event_id = v.event_id or m.merged_into = v.event_id
            """;

    private static final String COLUMNS =
            """
            select v.*, camera.name as camera_name, site.name as site_name,
                   (select count(*) from event_capture m where m.event_id = v.event_id) as captures,
                   (select count(*) from alert a where a.event_id in (%s)) as alerts,
                   coalesce((select l.best_capture_id from event_label l
                              where l.event_id = v.event_id
                              order by l.kind desc, l.confidence desc limit 1),
                            (select m.capture_id from event_capture m
                              where m.event_id = v.event_id limit 1)) as best_capture_id,
                   array(select l.name from event_label l
                          where l.event_id = v.event_id
                            and l.kind = (select max(k.kind) from event_label k
                                           where k.event_id = v.event_id)
                          order by l.confidence desc, l.name limit 4) as seen
            """
                    .formatted(FAMILY);

    private static final String PLACE =
            """
              left join camera on camera.camera_id = v.camera_id
              left join site on site.site_id = camera.site_id
            """;

    private static final String PAGE =
            COLUMNS
                    + """
                      from unnest(cast(:projects as uuid[])) as visible (project_id)
                     cross join lateral (
                            select e.* from event e
                             where e.project_id = visible.project_id and e.state <> 'merged' and e.kind <> 'digest' %s
                             order by e.started_at desc, e.event_id desc limit :limit) v
                    """
                    + PLACE
                    + " order by v.started_at desc, v.event_id desc limit :limit";

    /** Who asks for an event that was merged gets the one it is part of now. */
    private static final String FIND =
            COLUMNS
                    + " from event asked join event v"
                    + " on v.event_id = coalesce(asked.merged_into, asked.event_id) "
                    + PLACE
                    + """
                     where asked.event_id = :id
                       and v.project_id = any(cast(:projects as uuid[]))
                    """;

    private static final String IN_EVENT =
            """
            select c.capture_id, c.captured_at, c.received_at,
                   case when exists (select 1 from failed_job f
                                      where f.subject_id = c.capture_id and f.redriven_at is null)
                        then 'failed' else c.state end as state
              from event_capture m join capture c using (capture_id)
             where m.event_id = :event order by c.captured_at, c.capture_id limit :limit
            """;

    private static final String OBSERVATIONS =
            """
            with newest as (
                select distinct on (r.capture_id) r.capture_id, r.run_id
                  from event_capture m join detection_run r using (capture_id)
                 where m.event_id = :event
                 order by r.capture_id, r.ran_at desc, r.run_id desc),
            seen as (
                select d.capture_id, d.category, k.label, count(*) as count,
                       max(d.confidence) as confidence, max(k.confidence) as label_confidence
                  from newest join detection d on d.run_id = newest.run_id
                  left join lateral (
                        select label, confidence from classification
                         where detection_id = d.detection_id and rank = 1
                         order by classified_at desc, model limit 1) k on true
                 group by d.capture_id, d.category, k.label, d.frame_number)
            select category, label, max(count) as count, count(distinct capture_id) as captures,
                   max(confidence) as confidence, max(label_confidence) as label_confidence
              from seen group by category, label
             order by max(confidence) desc, category, label
            """;

    private static final String ALERTS =
            """
            select a.alert_id, a.rule_id, a.label, a.count, a.raised_at
              from event v join alert a on a.event_id in (%s)
             where v.event_id = :event order by a.raised_at, a.alert_id
            """
                    .formatted(FAMILY);

    private final JdbcClient jdbc;

    EventLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One page of events, those begun last at its head. */
    Page<EventItem> page(Scope scope, EventQuery query) {
        var conditions =
                new Conditions()
                        .bind("projects", scope.sql())
                        .bind("limit", query.size() + 1)
                        .ofCamera("e.camera_id", Optional.ofNullable(query.camera()))
                        .and("e.started_at >= :from", "from", Optional.ofNullable(query.from()))
                        .and("e.started_at < :to", "to", Optional.ofNullable(query.to()))
                        .and(
                                "e.state = :state",
                                "state",
                                Optional.ofNullable(query.state()).map(EventQuery.State::id))
                        .and(
                                "e.kind = :kind",
                                "kind",
                                Optional.ofNullable(query.kind()).map(EventQuery.Kind::id))
                        .and(
                                "e.severity = :severity",
                                "severity",
                                Optional.ofNullable(query.severity()).map(EventQuery.Gravity::id))
                        .behind(query.maybeCursor(), "e.started_at", "e.event_id");
        var found =
                jdbc.sql(PAGE.formatted(conditions.sql()))
                        .params(conditions.values())
                        .query(EventLists::item)
                        .list();
        return Page.of(
                found,
                query.size(),
                event -> new Cursor(Cursor.Kind.EVENTS, event.startedAt(), event.eventId()));
    }

    /** Empty if there is none, or none in this scope. */
    Optional<EventView> find(Scope scope, UUID eventId) {
        return jdbc.sql(FIND)
                .param("projects", scope.sql())
                .param("id", eventId)
                .query(EventLists::item)
                .optional()
                .map(
                        event ->
                                new EventView(
                                        event,
                                        captures(event.eventId()),
                                        observations(event.eventId()),
                                        alerts(event.eventId())));
    }

    private List<EventView.CaptureInEvent> captures(UUID eventId) {
        return jdbc.sql(IN_EVENT)
                .param("event", eventId)
                .param("limit", CAPTURES)
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            var id = columns.id("capture_id");
                            return new EventView.CaptureInEvent(
                                    id,
                                    columns.instant("captured_at"),
                                    columns.instant("received_at"),
                                    columns.text("state"),
                                    "/api/captures/" + id);
                        })
                .list();
    }

    private List<EventView.Observation> observations(UUID eventId) {
        return jdbc.sql(OBSERVATIONS)
                .param("event", eventId)
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            return new EventView.Observation(
                                    columns.text("category"),
                                    columns.maybeText("label"),
                                    columns.number("count"),
                                    columns.number("captures"),
                                    columns.fraction("confidence"),
                                    columns.maybeDouble("label_confidence"));
                        })
                .list();
    }

    private List<EventView.AlertOfEvent> alerts(UUID eventId) {
        return jdbc.sql(ALERTS)
                .param("event", eventId)
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            var id = columns.id("alert_id");
                            return new EventView.AlertOfEvent(
                                    id,
                                    columns.text("rule_id"),
                                    columns.text("label"),
                                    columns.number("count"),
                                    columns.instant("raised_at"),
                                    "/api/alerts/" + id);
                        })
                .list();
    }

    private static EventItem item(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new EventItem(
                columns.id("event_id"),
                columns.id("project_id"),
                columns.maybeId("camera_id"),
                columns.maybeText("camera_name"),
                columns.maybeText("site_name"),
                columns.text("kind"),
                columns.text("state"),
                columns.text("severity"),
                columns.instant("started_at"),
                columns.instant("ended_at"),
                columns.bigNumber("captures"),
                columns.bigNumber("alerts"),
                columns.number("version"),
                columns.maybeText("note"),
                columns.maybeText("assigned_to"),
                columns.maybeInstant("acknowledged_at"),
                columns.maybeText("acknowledged_by"),
                columns.maybeInstant("closed_at"),
                columns.maybeText("closed_by"),
                columns.maybeText("summary"),
                columns.maybeText("rule_id"),
                columns.maybeId("best_capture_id"),
                columns.texts("seen"));
    }
}
