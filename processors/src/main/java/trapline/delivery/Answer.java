package trapline.delivery;

import java.util.Optional;
import java.util.UUID;

/**
 * What somebody did with a message, or wrote to a channel.
 *
 * @param chat where it was written: an address as the channel knows it
 * @param isGroup whether several people read there
 * @param who as the channel calls the person
 * @param language of the person, ISO 639-1; empty: not known
 */
public record Answer(
        String channel,
        String chat,
        boolean isGroup,
        String who,
        Optional<String> language,
        Said said) {

    /** One thing that can be said. */
    public sealed interface Said {}

    /** Pressed the button under the message of a delivery. */
    public record Pressed(UUID deliveryId) implements Said {}

    /**
     * Reacted to a message with a sign, such as a raised thumb.
     *
     * @param receipt of the message, as the delivery keeps it or the beginning of that
     */
    public record Reacted(String emoji, String receipt) implements Said {}

    /**
     * Wrote something.
     *
     * @param receipt of the message that is answered
     */
    public record Wrote(String text, Optional<String> receipt) implements Said {}
}
