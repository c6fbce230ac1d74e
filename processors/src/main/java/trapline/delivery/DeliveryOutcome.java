package trapline.delivery;

import java.time.Duration;

/** What the channel said about one attempt. A lost answer is {@link Unknown}, never a refusal. */
public sealed interface DeliveryOutcome {

    /**
     * @param receipt the channel's own message id
     */
    record Accepted(String receipt) implements DeliveryOutcome {}

    /**
     * @param retryAfter how long the channel asked to wait; zero: it did not say
     */
    record Deferred(String reason, Duration retryAfter) implements DeliveryOutcome {}

    /** Address, token or content is wrong: another attempt will not help. */
    record Refused(String reason) implements DeliveryOutcome {}

    /** Sent, but no answer arrived. */
    record Unknown(String reason) implements DeliveryOutcome {}
}
