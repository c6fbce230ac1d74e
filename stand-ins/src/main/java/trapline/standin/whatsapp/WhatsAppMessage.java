package trapline.standin.whatsapp;

import java.util.List;
import java.util.Optional;

/**
 * One message that was accepted.
 *
 * @param type text, image or template
 * @param words body, caption, or the words of the template, one a line
 * @param picture exact bytes as uploaded
 * @param callback what the business wants back in statuses
 */
public record WhatsAppMessage(
        String id,
        String to,
        String type,
        List<String> words,
        Optional<byte[]> picture,
        String callback) {

    public WhatsAppMessage {
        words = List.copyOf(words);
    }
}
