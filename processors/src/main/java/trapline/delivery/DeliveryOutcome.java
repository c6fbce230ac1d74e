package trapline.delivery;

import java.time.Duration;

/** What the channel said about one attempt. A lost answer is {@link Unknown}, never a refusal. */
public sealed interface DeliveryOutcome {

    /** As stored and counted. */
    String name();

    /** Why it was not accepted; null when it was. */
    String reasonOrNull();

    /**
     * @param receipt the channel's own message id
     */
    record Accepted(String receipt) implements DeliveryOutcome {
        @Override
        public String name() {
            return "accepted";
        }

        @Override
        public String reasonOrNull() {
            return null;
        }
    }

    /** Whom a failure is about. */
    enum Concerns {
        /** This recipient, or this message. */
        RECIPIENT,
        /** Everybody on the channel: the party is away, or wants less of everything. */
        CHANNEL
    }

    /**
     * @param retryAfter how long the channel asked to wait; zero: it did not say
     */
    record Deferred(String reason, Duration retryAfter, Concerns concerns)
            implements DeliveryOutcome {

        public Deferred(String reason, Duration retryAfter) {
            this(reason, retryAfter, Concerns.RECIPIENT);
        }

        @Override
        public String name() {
            return "deferred";
        }

        @Override
        public String reasonOrNull() {
            return reason;
        }
    }

    /** Address, token or content is wrong: another attempt will not help. */
    record Refused(String reason) implements DeliveryOutcome {
        @Override
        public String name() {
            return "refused";
        }

        @Override
        public String reasonOrNull() {
            return reason;
        }
    }

    /**
     * The message is too large for the channel: the next attempt goes without its picture.
     *
     * @param reason what the channel said
     */
    record TooLarge(String reason) implements DeliveryOutcome {
        @Override
        public String name() {
            return "deferred";
        }

        @Override
        public String reasonOrNull() {
            return reason;
        }
    }

    /**
     * The channel lets nobody through until an admin acts: its login is refused. The channel rests,
     * so that the party does not lock it out, and the delivery waits.
     */
    record Barred(String reason) implements DeliveryOutcome {
        @Override
        public String name() {
            return "deferred";
        }

        @Override
        public String reasonOrNull() {
            return reason;
        }
    }

    /**
     * Sent, but no answer arrived.
     *
     * @param retryAfter how long the party may still say how it ended; zero: it says nothing more
     */
    record Unknown(String reason, Duration retryAfter) implements DeliveryOutcome {

        public Unknown(String reason) {
            this(reason, Duration.ZERO);
        }

        @Override
        public String name() {
            return "unknown";
        }

        @Override
        public String reasonOrNull() {
            return reason;
        }
    }
}
