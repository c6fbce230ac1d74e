package trapline.camera;

import java.time.Instant;
import java.util.Optional;

/**
 * A camera was heard of, by a picture or a report.
 *
 * @param project the project's name
 * @param name what a new camera is called until somebody names it
 * @param approved whether a camera that is new may alert at once
 */
public record Sighting(
        String project,
        String deviceId,
        String name,
        boolean approved,
        String sourceId,
        Optional<String> profile,
        Optional<String> make,
        Optional<String> model,
        Instant receivedAt) {}
