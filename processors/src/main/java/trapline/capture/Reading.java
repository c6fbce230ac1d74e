package trapline.capture;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import trapline.camera.DailyReport;
import trapline.camera.Position;

/** What a file turned out to be. */
public sealed interface Reading {

    /** A picture or a clip of a camera that is known by name. */
    record Media(
            Content content,
            String deviceId,
            String cameraName,
            String profile,
            CapturedAt capturedAt,
            Optional<Position> position,
            List<String> positionFlags,
            Exif exif)
            implements Reading {}

    /**
     * A camera's report about itself.
     *
     * @param zone the zone of the camera's clock
     */
    record Report(String deviceId, DailyReport report, ZoneId zone) implements Reading {}

    /** A file that is no message of a camera, such as a connection test. */
    record Ignored(String why) implements Reading {}
}
