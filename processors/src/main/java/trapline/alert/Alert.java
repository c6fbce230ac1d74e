package trapline.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One rule matched once, for one event.
 *
 * @param label what it was about: a label, or a category
 * @param count how many of it were on the picture
 * @param confidence of the surest, 0 to 1
 */
public record Alert(
        UUID alertId,
        UUID projectId,
        String ruleId,
        UUID eventId,
        UUID captureId,
        UUID cameraId,
        String label,
        int count,
        double confidence,
        Instant raisedAt,
        List<Rule.Recipient> recipients) {

    public Alert {
        recipients = List.copyOf(recipients);
    }
}
