package trapline.delivery;

import java.util.List;
import java.util.Optional;

/**
 * What one recipient is to read, ready for a channel.
 *
 * @param id stable over all tries
 * @param headline one line without markup
 * @param text in the channel's own markup
 * @param album instead of the picture: two to ten, where the channel can show them as one
 * @param actions what the reader may do about it
 * @param edits the message to change, by the receipt the channel gave; empty: a new one
 * @param dispatch what it is about; empty for a message of an admin's own route
 */
public record Message(
        String id,
        String channelId,
        String recipient,
        String headline,
        String text,
        Optional<Picture> picture,
        List<Picture> album,
        List<Action> actions,
        Optional<String> edits,
        Optional<Dispatch> dispatch) {

    /**
     * @param key the same for the same bytes, so that a party needs them only once
     * @param jpeg the bytes; not copied, so they must not be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // several megabytes, and never compared
    public record Picture(String key, byte[] jpeg) {}

    /** One thing to do. */
    public record Action(Kind kind, String words, String value) {
        /** What happens. */
        public enum Kind {
            /** The reader takes care of the event; the value is the delivery's id. */
            ACKNOWLEDGE,
            /** A page opens; the value is its address. */
            OPEN
        }
    }

    /** Without an album. */
    public Message(
            String id,
            String channelId,
            String recipient,
            String headline,
            String text,
            Optional<Picture> picture,
            List<Action> actions,
            Optional<String> edits,
            Optional<Dispatch> dispatch) {
        this(
                id, channelId, recipient, headline, text, picture, List.of(), actions, edits,
                dispatch);
    }

    public Message {
        album = List.copyOf(album);
        actions = List.copyOf(actions);
    }

    /** A message in words of somebody's own. */
    public static Message plain(String id, String channelId, String recipient, String text) {
        return new Message(
                id,
                channelId,
                recipient,
                AlertText.clean(text),
                text,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same without its picture. */
    public Message withoutPicture() {
        return new Message(
                id,
                channelId,
                recipient,
                headline,
                text,
                Optional.empty(),
                List.of(),
                actions,
                edits,
                dispatch);
    }
}
