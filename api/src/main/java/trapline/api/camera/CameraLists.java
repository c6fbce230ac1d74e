package trapline.api.camera;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;
import trapline.api.page.Page;

/** Cameras with their health. Reads only. */
class CameraLists {
    private static final int REPORTS = 30;

    private static final String SELECT =
            """
            select c.*, site.name as site_name,
                   coalesce(c.latitude, site.latitude) as north,
                   coalesce(c.longitude, site.longitude) as east
              from camera c left join site on site.site_id = c.site_id
             where c.project_id = any(cast(:projects as uuid[]))
            """;

    private static final String REPORT =
            """
            select received_at as health_at, reported_at, battery_percent, storage_used_percent,
                   temperature_celsius, signal_csq, pictures_total, pictures_sent
              from health_report where camera_id = :id
             order by received_at desc, report_id desc limit :limit
            """;

    private final JdbcClient jdbc;

    CameraLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One page of cameras, those first heard of last at its head. */
    Page<CameraView> page(Scope scope, CameraQuery query) {
        var conditions =
                new Conditions()
                        .bind("projects", scope.sql())
                        .bind("limit", query.size() + 1)
                        .and(
                                "c.state = :state",
                                "state",
                                Optional.ofNullable(query.state())
                                        .map(state -> state.name().toLowerCase(Locale.ROOT)))
                        .behind(query.maybeCursor(), "c.first_received_at", "c.camera_id");
        var found =
                jdbc.sql(
                                SELECT
                                        + conditions.sql()
                                        + " order by c.first_received_at desc, c.camera_id desc"
                                        + " limit :limit")
                        .params(conditions.values())
                        .query(CameraLists::camera)
                        .list();
        return Page.of(
                found,
                query.size(),
                camera ->
                        new Cursor(
                                Cursor.Kind.CAMERAS, camera.firstReceivedAt(), camera.cameraId()));
    }

    /** Empty if there is none, or none in this scope. */
    Optional<CameraView> find(Scope scope, UUID cameraId) {
        return jdbc.sql(SELECT + " and c.camera_id = :id")
                .param("projects", scope.sql())
                .param("id", cameraId)
                .query(CameraLists::camera)
                .optional();
    }

    /** The last reports of a camera that was found in the caller's scope. */
    List<CameraView.Report> reports(CameraView camera) {
        return jdbc.sql(REPORT)
                .param("id", camera.cameraId())
                .param("limit", REPORTS)
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            return new CameraView.Report(
                                    health(columns).orElseThrow(),
                                    columns.maybeInstant("reported_at"),
                                    columns.maybeInt("pictures_total"),
                                    columns.maybeInt("pictures_sent"));
                        })
                .list();
    }

    private static CameraView camera(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        var east = columns.maybeDouble("east");
        return new CameraView(
                columns.id("camera_id"),
                columns.id("project_id"),
                columns.text("device_id"),
                columns.text("name"),
                columns.text("state"),
                columns.text("source_id"),
                columns.maybeText("profile"),
                columns.maybeText("make"),
                columns.maybeText("model"),
                columns.maybeText("site_name"),
                columns.maybeText("zone"),
                columns.maybeInt("independence_seconds"),
                columns.maybeDouble("north")
                        .flatMap(
                                north ->
                                        east.map(
                                                longitude ->
                                                        new CameraView.Position(north, longitude))),
                health(columns),
                columns.instant("first_received_at"),
                columns.instant("last_received_at"),
                columns.maybeInstant("approved_at"),
                columns.maybeText("approved_by"),
                columns.texts("tags"),
                Optional.ofNullable(row.getObject("sim_expires_on", LocalDate.class)));
    }

    private static Optional<CameraView.Health> health(Columns columns) throws SQLException {
        var at = columns.maybeInstant("health_at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new CameraView.Health(
                        at.get(),
                        columns.maybeInt("battery_percent"),
                        columns.maybeDouble("storage_used_percent"),
                        columns.maybeDouble("temperature_celsius"),
                        columns.maybeInt("signal_csq")));
    }
}
