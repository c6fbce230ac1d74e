package trapline.camera;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A physical device.
 *
 * @param project the project's name
 * @param deviceId what identifies it for good: serial, IMEI, account or path
 * @param state pending cameras are analysed but alert nobody
 * @param independence captures no further apart than this belong to one event; empty: the default
 * @param tags words by which people group cameras
 * @param zone the zone its clock shows; empty: its site's, else the installation's
 */
public record Camera(
        UUID cameraId,
        UUID projectId,
        String project,
        String deviceId,
        String name,
        State state,
        String sourceId,
        Optional<String> profile,
        Optional<String> site,
        Optional<String> zone,
        Optional<Duration> independence,
        Optional<Double> latitude,
        Optional<Double> longitude,
        Instant firstReceivedAt,
        Instant lastReceivedAt,
        Set<String> tags) {

    public Camera {
        tags = Set.copyOf(tags);
    }

    /** Whether anybody has said that this camera is ours. */
    public enum State {
        PENDING,
        APPROVED,
        RETIRED
    }

    /** The zone its clock shows; empty also when this Java does not know it (any more). */
    public Optional<ZoneId> clockZone() {
        return zone.flatMap(Camera::known);
    }

    private static Optional<ZoneId> known(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            // Time zone data changes with the Java that runs; such a zone counts as not set.
            return Optional.empty();
        }
    }

    /** The site it stands at, else the camera itself: what a cool-down counts for. */
    public String place() {
        return site.orElse(deviceId);
    }
}
