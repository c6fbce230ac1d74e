package trapline.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * One published CAP document.
 *
 * @param identifier unique for ever
 * @param messageId the delivery, or the message of an admin's own route
 * @param number 1 for the alert; its updates and its cancel count on
 * @param version of the alert and its event, which it tells of
 * @param settled whether nothing has to be done for it any more
 * @param hasPicture whether its picture is kept with it
 */
public record CapDocument(
        String identifier,
        String channel,
        UUID projectId,
        UUID messageId,
        int number,
        Type type,
        int version,
        Sent sent,
        Instant expiresAt,
        Summary summary,
        String xml,
        boolean settled,
        boolean hasPicture) {

    /** What a document does, as CAP writes it. */
    public enum Type {
        ALERT("Alert"),
        UPDATE("Update"),
        CANCEL("Cancel");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Type of(String word) {
            for (var type : values()) {
                if (type.word.equals(word)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("CAP has no message type " + word);
        }
    }

    /**
     * By whom and when.
     *
     * @param text exactly as it stands in the document
     */
    public record Sent(String sender, String text, Instant at) {}

    /** What a reader of the feed chooses by, in words of CAP. */
    public record Summary(
            String status,
            String headline,
            String event,
            String urgency,
            String severity,
            String certainty,
            String area) {}

    /** How a later document names this one. */
    public String reference() {
        return "%s,%s,%s".formatted(sent.sender(), identifier, sent.text());
    }
}
