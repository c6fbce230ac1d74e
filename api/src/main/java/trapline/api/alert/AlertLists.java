package trapline.api.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;
import trapline.api.page.Page;

/** Alerts and how far they came. Reads only. */
class AlertLists {
    private static final String COLUMNS =
            """
            select v.*, camera.name as camera_name,
                   (select coalesce(e.merged_into, e.event_id) from event e
                     where e.event_id = v.event_id) as part_of,
                   (select count(*) from delivery d
                     where d.alert_id = v.alert_id and d.state = 'due') as due,
                   (select count(*) from delivery d
                     where d.alert_id = v.alert_id and d.state = 'accepted') as accepted,
                   (select count(*) from delivery d
                     where d.alert_id = v.alert_id and d.state = 'failed') as failed
            """;

    private static final String PAGE =
            COLUMNS
                    + """
                      from unnest(cast(:projects as uuid[])) as visible (project_id)
                     cross join lateral (
                            select a.* from alert a
                             where a.project_id = visible.project_id %s
                             order by a.raised_at desc, a.alert_id desc limit :limit) v
                      left join camera on camera.camera_id = v.camera_id
                     order by v.raised_at desc, v.alert_id desc limit :limit
                    """;

    private static final String FIND =
            COLUMNS
                    + """
                      from alert v left join camera on camera.camera_id = v.camera_id
                     where v.alert_id = :id and v.project_id = any(cast(:projects as uuid[]))
                    """;

    private final JdbcClient jdbc;

    AlertLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One page of alerts, newest first. */
    Page<AlertView> page(Scope scope, AlertQuery query) {
        var conditions =
                new Conditions()
                        .bind("projects", scope.sql())
                        .bind("limit", query.size() + 1)
                        .ofCamera("a.camera_id", Optional.ofNullable(query.camera()))
                        .and("a.rule_id = :rule", "rule", Optional.ofNullable(query.rule()))
                        .and("a.raised_at >= :from", "from", Optional.ofNullable(query.from()))
                        .and("a.raised_at < :to", "to", Optional.ofNullable(query.to()))
                        .behind(query.maybeCursor(), "a.raised_at", "a.alert_id");
        var found =
                jdbc.sql(PAGE.formatted(conditions.sql()))
                        .params(conditions.values())
                        .query(AlertLists::alert)
                        .list();
        return Page.of(
                found,
                query.size(),
                alert -> new Cursor(Cursor.Kind.ALERTS, alert.raisedAt(), alert.alertId()));
    }

    /** Empty if there is none, or none in this scope. */
    Optional<AlertView> find(Scope scope, UUID alertId) {
        return jdbc.sql(FIND)
                .param("projects", scope.sql())
                .param("id", alertId)
                .query(AlertLists::alert)
                .optional();
    }

    private static AlertView alert(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new AlertView(
                columns.id("alert_id"),
                columns.id("project_id"),
                columns.text("rule_id"),
                columns.id("part_of"),
                columns.maybeId("capture_id"),
                columns.maybeId("camera_id"),
                columns.maybeText("camera_name"),
                columns.text("label"),
                columns.number("count"),
                columns.fraction("confidence"),
                columns.instant("raised_at"),
                columns.text("severity"),
                columns.number("captures"),
                columns.maybeText("headline"),
                new AlertView.Settled(
                        columns.bigNumber("due"),
                        columns.bigNumber("accepted"),
                        columns.bigNumber("failed")));
    }
}
