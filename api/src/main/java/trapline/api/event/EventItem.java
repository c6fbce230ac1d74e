package trapline.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One event: what happened in front of one camera, over the captures that belong together.
 *
 * @param state open, acknowledged or closed
 * @param startedAt when its first capture was taken
 * @param endedAt when its last capture was taken
 * @param captures how many there are
 * @param alerts how many rules alerted
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record EventItem(
        UUID eventId,
        UUID projectId,
        UUID cameraId,
        String cameraName,
        Optional<String> site,
        String state,
        Instant startedAt,
        Instant endedAt,
        long captures,
        long alerts) {}
