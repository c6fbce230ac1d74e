package trapline.delivery;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import trapline.stage.Lane;
import trapline.stage.StageMessage;

/** One alert owed to one recipient on one channel. */
public record Delivery(
        UUID deliveryId,
        UUID projectId,
        UUID alertId,
        String channel,
        String recipient,
        State state)
        implements StageMessage {

    /** Due until the channel has accepted or refused it for good. */
    public enum State {
        DUE,
        ACCEPTED,
        FAILED
    }

    @Override
    public UUID subjectId() {
        return deliveryId;
    }

    /** A name for the recipient that tells no address. */
    @Override
    public String flow() {
        return UUID.nameUUIDFromBytes(recipient.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public Lane lane() {
        return Lane.LIVE;
    }

    /** Each channel takes its own deliveries, so a dead one holds up nobody else. */
    @Override
    public String part() {
        return channel;
    }
}
