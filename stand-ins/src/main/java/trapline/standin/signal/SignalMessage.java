package trapline.standin.signal;

import java.util.List;

/**
 * One message that was sent.
 *
 * @param timestamp its identity, milliseconds since 1970
 * @param recipient a number, a user name, or a group
 * @param text with the marks of styled text
 * @param attachments exact bytes
 * @param edits the timestamp of the message it takes the place of; 0: none
 */
public record SignalMessage(
        long timestamp, String recipient, String text, List<byte[]> attachments, long edits) {

    public SignalMessage {
        attachments = List.copyOf(attachments);
    }
}
