package trapline.routes.delivery;

import trapline.delivery.Message;
import trapline.project.Identifiers;
import trapline.stage.PermanentFailure;

/** Makes a message of whatever a route hands to a channel's sink. */
public class SinkMessages {
    private static final int LONGEST = 4000;

    private final Identifiers identifiers;

    public SinkMessages(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    /**
     * A message as it is; of any other body its text, for the recipient that the route names.
     *
     * @throws PermanentFailure if there is no text, or nobody to send it to
     */
    public Message of(Object body, String channel, String to) {
        if (body instanceof Message message) {
            return message;
        }
        var text = body instanceof String string ? string.strip() : "";
        if (text.isEmpty()) {
            throw new PermanentFailure("The sink for alerts takes text, and there is none.");
        }
        if (to == null || to.isBlank()) {
            throw new PermanentFailure(
                    "The sink for alerts does not know whom to send to. Set 'to'.");
        }
        var shortened = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return Message.plain(identifiers.next().toString(), channel, to, shortened);
    }
}
