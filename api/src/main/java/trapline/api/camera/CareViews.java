package trapline.api.camera;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What people and positions say of cameras in the field. */
final class CareViews {

    private CareViews() {}

    /**
     * One stay of a camera at a place.
     *
     * @param endedAt absent: it lasts
     * @param madeBy positions, when the camera's own readings said so; else a person
     * @param undoneAt when somebody took it back
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Deployment(
            UUID deploymentId,
            UUID cameraId,
            String cameraName,
            Optional<String> site,
            double latitude,
            double longitude,
            Instant startedAt,
            Optional<Instant> endedAt,
            String madeBy,
            Optional<Instant> undoneAt,
            Optional<String> undoneBy) {}

    /** One thing that somebody did to a camera. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Maintenance(
            UUID maintenanceId,
            Instant doneAt,
            String kind,
            Optional<String> note,
            String writtenBy,
            Instant writtenAt) {}

    /** One repair of a camera's clock. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ClockRepair(
            UUID repairId,
            Instant from,
            Instant to,
            long shiftSeconds,
            int captures,
            String madeBy,
            Instant madeAt,
            Optional<Instant> undoneAt,
            Optional<String> undoneBy) {}

    /** The picture that shows how a camera looks out when all is well. */
    record Reference(UUID captureId, String setBy, Instant setAt) {}

    /**
     * The mean of what a camera reported within one piece of time.
     *
     * @param at when the piece begins
     * @param signalCsq 0 to 31
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record HealthPoint(
            Instant at,
            Optional<Double> batteryPercent,
            Optional<Double> storageUsedPercent,
            Optional<Double> temperatureCelsius,
            Optional<Double> signalCsq,
            int reports) {}

    /**
     * One thing that happened to a camera.
     *
     * @param what first-heard, approved, deployed, undone, maintained, clock-repaired,
     *     clock-repair-undone, reference, event or quiet-since
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Update(Instant at, String what, Optional<String> detail, Optional<String> who) {}
}
