package trapline.delivery;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import trapline.alert.AlertDetails;
import trapline.project.Project;

/**
 * Everything a message needs: one delivery with its alert and what it is about.
 *
 * @param captureId what made the alert; empty when it is about a camera, a channel, a digest; then
 *     the times are those of the alert, and {@code details} say what it is about
 * @param zone of the camera's clock
 * @param attempt 1 for the first try
 * @param tries attempts since it became due, this one included; fewer than {@code attempt} after it
 *     was made due again by hand
 * @param dueSince when it was owed, or made due again by hand
 * @param withPicture false once the channel has said that the picture makes it too large
 * @param details how the alert stands now
 * @param firstOfEvent the earliest delivery of the same event to the same recipient; messages
 *     thread under it
 */
public record Dispatch(
        Delivery delivery,
        UUID eventId,
        Optional<UUID> captureId,
        String ruleId,
        String label,
        int count,
        double confidence,
        Instant raisedAt,
        Instant receivedAt,
        Instant capturedAt,
        ZoneId zone,
        String cameraName,
        Optional<String> siteName,
        Optional<Double> latitude,
        Optional<Double> longitude,
        List<Seen> seen,
        UUID firstOfEvent,
        int attempt,
        int tries,
        Instant dueSince,
        boolean withPicture,
        AlertDetails details,
        Course course) {

    /**
     * How it went with the message so far.
     *
     * @param project the project's name
     * @param repeat whether an earlier try may have arrived already
     * @param edits the message to change, by the receipt the channel gave; empty: a new one is sent
     * @param ending whether this is the last message, which tells what the event came to
     */
    public record Course(String project, boolean repeat, Optional<String> edits, boolean ending) {

        /** The first message. */
        public static final Course BEGIN =
                new Course(Project.DEFAULT, false, Optional.empty(), false);
    }

    /**
     * One box on the picture.
     *
     * @param bbox x, y, width, height as fractions, origin top left
     */
    public record Seen(
            String category, double confidence, Optional<String> label, List<Double> bbox) {}

    public Dispatch {
        seen = List.copyOf(seen);
    }

    /** The picture to show: of what made the alert, else the best of what it gathers. */
    public Optional<UUID> shown() {
        return captureId.or(() -> details.pictures().stream().findFirst());
    }

    /** About something that was seen on one capture. */
    public Dispatch(
            Delivery delivery,
            UUID eventId,
            UUID captureId,
            String ruleId,
            String label,
            int count,
            double confidence,
            Instant raisedAt,
            Instant receivedAt,
            Instant capturedAt,
            ZoneId zone,
            String cameraName,
            Optional<String> siteName,
            Optional<Double> latitude,
            Optional<Double> longitude,
            List<Seen> seen,
            UUID firstOfEvent,
            int attempt,
            int tries,
            Instant dueSince,
            boolean withPicture) {
        this(
                delivery,
                eventId,
                Optional.of(captureId),
                ruleId,
                label,
                count,
                confidence,
                raisedAt,
                receivedAt,
                capturedAt,
                zone,
                cameraName,
                siteName,
                latitude,
                longitude,
                seen,
                firstOfEvent,
                attempt,
                tries,
                dueSince,
                withPicture,
                AlertDetails.FIRST,
                Course.BEGIN);
    }
}
