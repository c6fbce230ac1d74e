package trapline.api.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One rule matched once, for one event.
 *
 * @param eventId the event it belongs to now, even if the one it was raised for was merged
 * @param captureId the capture that made it; absent where none did, as for a silent camera
 * @param captures on how many captures of the event the rule has matched
 * @param headline what it says where no capture speaks for itself
 * @param count the most of it on one capture
 * @param confidence of the surest, 0 to 1
 * @param deliveries how many are due, accepted and failed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AlertView(
        UUID alertId,
        UUID projectId,
        String ruleId,
        UUID eventId,
        Optional<UUID> captureId,
        Optional<UUID> cameraId,
        Optional<String> cameraName,
        String label,
        int count,
        double confidence,
        Instant raisedAt,
        String severity,
        int captures,
        Optional<String> headline,
        Settled deliveries) {

    /** How far an alert has come to its recipients. */
    record Settled(long due, long accepted, long failed) {}

    /** An alert with every delivery. */
    record WithDeliveries(AlertView alert, List<DeliveryView> deliveries) {}

    /**
     * One alert owed to one recipient on one channel.
     *
     * @param recipient in full for admins of the project; else its beginning and its domain
     * @param state due, accepted or failed
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record DeliveryView(
            UUID deliveryId,
            UUID projectId,
            UUID alertId,
            String channel,
            String recipient,
            String state,
            Instant createdAt,
            Optional<Instant> nextAttemptAt,
            Optional<Instant> settledAt,
            List<Attempt> attempts) {}

    /**
     * One try.
     *
     * @param number from 1
     * @param outcome accepted, deferred, refused or unknown; absent while it runs
     * @param receipt the channel's own id of the message
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Attempt(
            int number,
            Instant startedAt,
            Optional<Instant> endedAt,
            Optional<String> outcome,
            Optional<String> reason,
            Optional<String> receipt) {}
}
