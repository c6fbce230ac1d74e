package trapline.camera;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.project.Identifiers;

/** What cameras reported about themselves, and the newest of it on the camera. */
public class HealthReports {
    private static final String ADD =
            """
            insert into health_report (report_id, camera_id, received_at, reported_at,
                                       battery_percent, storage_used_percent, temperature_celsius,
                                       signal_csq, pictures_total, pictures_sent, sha256)
            values (:id, :camera, :received, :reported, :battery, :storage, :temperature,
                    :signal, :total, :sent, :sha256)
            on conflict (camera_id, sha256) do nothing
            """;

    /** A value that a report does not hold keeps what an earlier one said. */
    private static final String LATEST =
            """
            update camera
               set battery_percent = coalesce(:battery, battery_percent),
                   storage_used_percent = coalesce(:storage, storage_used_percent),
                   temperature_celsius = coalesce(:temperature, temperature_celsius),
                   signal_csq = coalesce(:signal, signal_csq),
                   health_at = :received
             where camera_id = :camera and (health_at is null or health_at <= :received)
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;

    public HealthReports(JdbcClient jdbc, Identifiers identifiers) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
    }

    /** Notes the temperature that a camera wrote into a picture, degrees Celsius. */
    @Transactional
    public void felt(Camera camera, double temperatureCelsius, Instant receivedAt) {
        jdbc.sql(
                        """
                        update camera set temperature_celsius = :temperature, health_at = :received
                         where camera_id = :camera
                           and (health_at is null or health_at <= :received)
                        """)
                .param("temperature", temperatureCelsius)
                .param("received", receivedAt.atOffset(ZoneOffset.UTC))
                .param("camera", camera.cameraId())
                .update();
    }

    /**
     * The same report twice is one.
     *
     * @param zone the zone of the camera's clock
     */
    @Transactional
    public void add(
            Camera camera, DailyReport report, ZoneId zone, String sha256, Instant receivedAt) {
        var health = report.health();
        var received = receivedAt.atOffset(ZoneOffset.UTC);
        var added =
                jdbc.sql(ADD)
                        .param("id", identifiers.next())
                        .param("camera", camera.cameraId())
                        .param("received", received)
                        .param(
                                "reported",
                                report.time()
                                        .map(t -> t.atZone(zone).toOffsetDateTime())
                                        .orElse(null))
                        .param("battery", health.batteryPercent().orElse(null))
                        .param("storage", health.storageUsedPercent().orElse(null))
                        .param("temperature", health.temperatureCelsius().orElse(null))
                        .param("signal", health.signalCsq().orElse(null))
                        .param("total", health.picturesTotal().orElse(null))
                        .param("sent", health.picturesSent().orElse(null))
                        .param("sha256", sha256)
                        .update();
        if (added == 0) {
            return;
        }
        jdbc.sql(LATEST)
                .param("battery", health.batteryPercent().orElse(null))
                .param("storage", health.storageUsedPercent().orElse(null))
                .param("temperature", health.temperatureCelsius().orElse(null))
                .param("signal", health.signalCsq().orElse(null))
                .param("received", received)
                .param("camera", camera.cameraId())
                .update();
    }
}
