package trapline.condition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import trapline.camera.Camera;
import trapline.observation.Observations;

/**
 * One capture as a condition sees it.
 *
 * @param zone of the camera's clock
 * @param eventId the event that the capture is in
 * @param past what was before
 */
public record Look(
        Observations observations,
        Camera camera,
        ZoneId zone,
        UUID eventId,
        Past past,
        Expressions expressions) {

    public Instant capturedAt() {
        return observations.capture().capturedAt();
    }

    /** What the camera's own clock showed. */
    public LocalDateTime cameraTime() {
        return capturedAt().atZone(zone).toLocalDateTime();
    }
}
