package trapline.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One event: what happened in front of one camera, over the captures that belong together.
 *
 * @param kind sighting, camera, absence, theft or system
 * @param state open, acknowledged or closed
 * @param severity info, warning or critical
 * @param cameraId the camera, of a sighting the first; absent when it is about none
 * @param version to name when something is changed, so that nobody's change is lost
 * @param summary what a closed event showed
 * @param startedAt when its first capture was taken
 * @param endedAt when its last capture was taken
 * @param captures how many there are
 * @param alerts how many rules alerted
 * @param bestCaptureId the capture that shows best what it was; absent where none belongs to it
 * @param seen what was seen, surest first: labels, else categories; at most four
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record EventItem(
        UUID eventId,
        UUID projectId,
        Optional<UUID> cameraId,
        Optional<String> cameraName,
        Optional<String> site,
        String kind,
        String state,
        String severity,
        Instant startedAt,
        Instant endedAt,
        long captures,
        long alerts,
        int version,
        Optional<String> note,
        Optional<String> assignedTo,
        Optional<Instant> acknowledgedAt,
        Optional<String> acknowledgedBy,
        Optional<Instant> closedAt,
        Optional<String> closedBy,
        Optional<String> summary,
        Optional<String> rule,
        Optional<UUID> bestCaptureId,
        List<String> seen) {}
