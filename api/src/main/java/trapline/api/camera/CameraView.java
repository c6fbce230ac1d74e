package trapline.api.camera;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One camera.
 *
 * @param state pending, approved or retired; a pending camera alerts nobody
 * @param zone the zone that its clock shows; absent: its site's, else the installation's
 * @param independenceSeconds captures no further apart than this are one event; absent: the
 *     installation's
 * @param health what it last said about itself
 * @param approvedBy who said that it is ours
 * @param tags words by which people group cameras
 * @param simExpiresOn the last day on which its SIM works
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record CameraView(
        UUID cameraId,
        UUID projectId,
        String deviceId,
        String name,
        String state,
        String sourceId,
        Optional<String> profile,
        Optional<String> make,
        Optional<String> model,
        Optional<String> site,
        Optional<String> zone,
        Optional<Integer> independenceSeconds,
        Optional<Position> position,
        Optional<Health> health,
        Instant firstReceivedAt,
        Instant lastReceivedAt,
        Optional<Instant> approvedAt,
        Optional<String> approvedBy,
        List<String> tags,
        Optional<LocalDate> simExpiresOn) {

    /** Degrees, WGS 84. */
    record Position(double latitude, double longitude) {}

    /**
     * @param at when it was received
     * @param batteryPercent 0 to 100
     * @param storageUsedPercent 0 to 100
     * @param signalCsq as the modem says it, 0 to 31; 99: unknown
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Health(
            Instant at,
            Optional<Integer> batteryPercent,
            Optional<Double> storageUsedPercent,
            Optional<Double> temperatureCelsius,
            Optional<Integer> signalCsq) {}

    /** A camera with its last reports, newest first. */
    record WithReports(CameraView camera, List<Report> reports) {}

    /**
     * @param reportedAt when the camera says it wrote it
     * @param picturesTotal on its card
     * @param picturesSent of them
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Report(
            Health health,
            Optional<Instant> reportedAt,
            Optional<Integer> picturesTotal,
            Optional<Integer> picturesSent) {}
}
