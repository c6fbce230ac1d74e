package trapline.camera;

import java.time.LocalDateTime;
import java.util.Optional;

/** What a camera wrote about itself. */
public record DailyReport(
        String dialect,
        String deviceId,
        Optional<LocalDateTime> time,
        Optional<Position> position,
        DeviceHealth health) {}
