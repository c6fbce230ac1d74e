package trapline.standin.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One mail with its envelope.
 *
 * @param number 1 for the first mail this server has taken, and so on
 * @param sender address of MAIL FROM
 * @param recipients addresses of RCPT TO
 * @param login the user who had logged in; empty when nobody had
 * @param encrypted whether it came over TLS
 * @param content as sent, byte for character, lines end with CR LF, dots unstuffed
 */
public record ReceivedMail(
        int number,
        String sender,
        List<String> recipients,
        String login,
        boolean encrypted,
        String content) {

    public ReceivedMail {
        recipients = List.copyOf(recipients);
    }

    /** The content as it came over the wire, for a mail library to read. */
    public byte[] bytes() {
        return content.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The content, taken apart. */
    public MailPart message() {
        return MailPart.of(content);
    }

    /** The subject in plain words; empty when it has none. */
    public String subject() {
        return message().header("Subject").orElse("");
    }
}
