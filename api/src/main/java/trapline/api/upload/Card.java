package trapline.api.upload;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A memory card that somebody brings.
 *
 * @param clockShiftSeconds what is added to the camera's times
 */
record Card(
        UUID cardId,
        UUID projectId,
        UUID cameraId,
        String name,
        Optional<ZoneId> zone,
        long clockShiftSeconds,
        String createdBy,
        Optional<UUID> accountId,
        Optional<UUID> keyId,
        Instant createdAt) {}
