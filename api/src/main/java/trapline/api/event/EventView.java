package trapline.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One event with everything that belongs to it.
 *
 * @param captures oldest first, the first 500
 * @param observations what was seen, surest first
 * @param alerts oldest first, those of events that were merged into this one too
 */
record EventView(
        EventItem event,
        List<CaptureInEvent> captures,
        List<Observation> observations,
        List<AlertOfEvent> alerts) {

    /** One capture of the event. */
    record CaptureInEvent(
            UUID captureId, Instant capturedAt, Instant receivedAt, String state, String self) {}

    /**
     * One kind of thing that was seen.
     *
     * @param count the most of it on one capture
     * @param captures on how many captures it was seen
     * @param confidence of the surest box, 0 to 1
     * @param labelConfidence of the surest name, 0 to 1
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Observation(
            String category,
            Optional<String> label,
            int count,
            int captures,
            double confidence,
            Optional<Double> labelConfidence) {}

    /** One rule that alerted. */
    record AlertOfEvent(
            UUID alertId, String ruleId, String label, int count, Instant raisedAt, String self) {}
}
