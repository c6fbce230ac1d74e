package trapline.standin.telegram;

import java.util.List;
import java.util.Optional;

/**
 * One message in a chat, as it stands now.
 *
 * @param method by which it was sent, such as sendPhoto
 * @param text text or caption, with its tags
 * @param pictures exact bytes as uploaded
 * @param markup JSON of the buttons
 * @param replyTo message it answers
 * @param edits how often it was edited
 */
public record TelegramMessage(
        long messageId,
        long chatId,
        String method,
        String text,
        List<byte[]> pictures,
        Optional<String> markup,
        Optional<Long> replyTo,
        int edits) {

    public TelegramMessage {
        pictures = List.copyOf(pictures);
    }

    TelegramMessage edited(String newText, Optional<String> newMarkup) {
        return new TelegramMessage(
                messageId, chatId, method, newText, pictures, newMarkup, replyTo, edits + 1);
    }
}
