package trapline.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A way to reach people. */
public sealed interface Channel {

    /** Unique; rules name it. */
    String channelId();

    /** How the connection to a mail server is protected. */
    enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    /**
     * E-mail through a mail server.
     *
     * @param from sender, with or without a display name
     * @param consoleUrl where people see more; empty: no link
     * @param timeout for connecting, and for each answer
     */
    record Email(
            String channelId,
            String host,
            int port,
            Security security,
            Optional<String> username,
            Optional<String> password,
            String from,
            Optional<URI> consoleUrl,
            Duration timeout)
            implements Channel {

        @Override
        public String toString() {
            return "Email[%s, %s:%d, from %s]".formatted(channelId, host, port, from);
        }
    }

    /**
     * A POST of JSON to an address of the admin's choice.
     *
     * @param secret signs each message
     */
    record Webhook(
            String channelId,
            URI url,
            Optional<String> secret,
            Optional<URI> consoleUrl,
            Duration timeout)
            implements Channel {

        /** Addresses often hold a token, so only the host is shown. */
        @Override
        public String toString() {
            return "Webhook[%s, %s]".formatted(channelId, url.getHost());
        }
    }
}
