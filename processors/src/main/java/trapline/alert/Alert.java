package trapline.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import trapline.event.Fact;
import trapline.event.Severity;

/**
 * One rule matched once, for one event.
 *
 * @param label what it was about: a label, or a category
 * @param count how many of it were on the picture
 * @param confidence of the surest, 0 to 1
 * @param captureId the capture that made it; empty when none did
 * @param cameraId the camera it is about; empty when it is about none
 * @param report what it says where no capture speaks for itself
 */
public record Alert(
        UUID alertId,
        UUID projectId,
        String ruleId,
        UUID eventId,
        Optional<UUID> captureId,
        Optional<UUID> cameraId,
        String label,
        int count,
        double confidence,
        Instant raisedAt,
        List<Rule.Recipient> recipients,
        Severity severity,
        Optional<Report> report) {

    public Alert {
        recipients = List.copyOf(recipients);
    }

    /** An alert about something that was seen. */
    public Alert(
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
        this(
                alertId,
                projectId,
                ruleId,
                eventId,
                Optional.of(captureId),
                Optional.of(cameraId),
                label,
                count,
                confidence,
                raisedAt,
                recipients,
                Severity.INFO,
                Optional.empty());
    }

    /**
     * What an alert says where no capture speaks for itself.
     *
     * @param headline on one line
     * @param facts most important first
     * @param pictures captures to show, best first
     */
    public record Report(String headline, List<Fact> facts, List<UUID> pictures) {

        public Report {
            facts = List.copyOf(facts);
            pictures = List.copyOf(pictures);
        }
    }

    /** The same alert, told to others. */
    public Alert to(List<Rule.Recipient> others) {
        return new Alert(
                alertId,
                projectId,
                ruleId,
                eventId,
                captureId,
                cameraId,
                label,
                count,
                confidence,
                raisedAt,
                others,
                severity,
                report);
    }
}
