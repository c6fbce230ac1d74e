package trapline.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A way to reach people. */
public sealed interface Channel
        permits Channel.Email,
                Channel.Webhook,
                TelegramChannel,
                SignalChannel,
                WhatsAppChannel,
                EarthRangerChannel,
                GundiChannel,
                CapChannel,
                MqttChannel,
                PushChannel {

    /** Unique; rules name it. Lower-case letters, digits and hyphens, at most 40. */
    String channelId();

    /** Which kamelet sends: {@code alert-KIND-sink}. */
    String kind();

    /** Where people see more; empty: messages carry no link. */
    Optional<URI> consoleUrl();

    /** The longest wait for a connection, and for each answer. */
    Duration timeout();

    /** How long each of its deliveries is tried. */
    Patience patience();

    /** What must never be shown; {@link Masking} takes it out of reasons. */
    Set<String> secrets();

    /** Whether a message that was accepted can still be changed. */
    default boolean canEdit() {
        return false;
    }

    /** Whether a rule must say whom to tell; a place that everybody looks at needs no name. */
    default boolean needsRecipient() {
        return true;
    }

    /** How fast a recipient, and everybody together, may be written to. */
    default Pace pace(String recipient) {
        return Pace.FREE;
    }

    /** How the connection to a mail server is protected. */
    enum Security {
        /** Readable on the way; only for a mail server on this machine or without a password. */
        NONE,
        /** Protected after a plain greeting, usually on port 587. Without it nothing is sent. */
        STARTTLS,
        /** Protected from the first byte, usually on port 465. */
        TLS
    }

    /**
     * E-mail through a mail server.
     *
     * @param from sender, with or without a display name
     * @param replyTo where answers go; empty: to the sender
     */
    record Email(
            String channelId,
            String host,
            int port,
            Security security,
            Optional<String> username,
            Optional<String> password,
            String from,
            Optional<String> replyTo,
            Optional<URI> consoleUrl,
            Duration timeout,
            Patience patience)
            implements Channel {
        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
        private static final Pattern MAILBOX = Pattern.compile("[^\\p{Cc}@]+@[^\\p{Cc}@]+");
        private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

        public Email {
            Checks.id(channelId);
            Checks.timeout(channelId, timeout);
            consoleUrl.ifPresent(url -> Checks.webAddress(channelId, "consoleUrl", url));
            Checks.that(
                    HOST.matcher(host).matches(), channelId, "host is not a host name: " + host);
            Checks.that(
                    port >= 1 && port <= 65535, channelId, "port is not in 1 to 65535: " + port);
            Checks.that(
                    MAILBOX.matcher(from).matches(), channelId, "from is not an address: " + from);
            replyTo.ifPresent(
                    address ->
                            Checks.that(
                                    MAILBOX.matcher(address).matches(),
                                    channelId,
                                    "replyTo is not an address: " + address));
            Checks.that(
                    username.isPresent() == password.isPresent(),
                    channelId,
                    "username and password belong together; give both or neither");
            Checks.that(
                    password.isEmpty()
                            || security != Security.NONE
                            || THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT)),
                    channelId,
                    "the password would travel readable; set security to starttls or tls");
        }

        @Override
        public String kind() {
            return "email";
        }

        @Override
        public Set<String> secrets() {
            return password.stream().collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public String toString() {
            return "Email[%s, %s:%d %s, from %s]"
                    .formatted(
                            channelId, host, port, security.name().toLowerCase(Locale.ROOT), from);
        }
    }

    /**
     * A POST of JSON to an address of the admin's choice. Only who may edit the configuration
     * chooses it, so it may lie in the private network, as home automation does; answers are never
     * shown and redirects never followed, so it reveals nothing of what stands there.
     *
     * @param url http or https; it often holds a token, so it is a secret
     * @param secret signs each message; empty: messages are not signed
     */
    record Webhook(
            String channelId,
            URI url,
            Optional<String> secret,
            Optional<URI> consoleUrl,
            Duration timeout,
            Patience patience)
            implements Channel {
        private static final int SHORTEST_SECRET = 16;

        public Webhook {
            Checks.id(channelId);
            Checks.timeout(channelId, timeout);
            consoleUrl.ifPresent(link -> Checks.webAddress(channelId, "consoleUrl", link));
            Checks.webAddress(channelId, "url", url);
            secret.ifPresent(
                    key ->
                            Checks.that(
                                    key.length() >= SHORTEST_SECRET,
                                    channelId,
                                    "secret is shorter than %d characters"
                                            .formatted(SHORTEST_SECRET)));
        }

        @Override
        public String kind() {
            return "webhook";
        }

        @Override
        public boolean needsRecipient() {
            return false;
        }

        @Override
        public Set<String> secrets() {
            var path = Optional.ofNullable(url.getRawPath()).filter(text -> text.length() > 1);
            return Stream.of(
                            Optional.of(url.toString()),
                            path,
                            Optional.ofNullable(url.getRawQuery()),
                            secret)
                    .flatMap(Optional::stream)
                    .filter(text -> !text.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** Addresses often hold a token, so only the host is shown. */
        @Override
        public String toString() {
            return "Webhook[%s, %s]".formatted(channelId, url.getHost());
        }
    }

    /** What every channel must keep to. Messages name the channel and never show a secret. */
    final class Checks {
        private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
        private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);

        private Checks() {}

        static void that(boolean holds, String channelId, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(
                        "channel %s: %s".formatted(channelId, otherwise));
            }
        }

        static void id(String channelId) {
            that(
                    ID.matcher(channelId).matches(),
                    channelId,
                    "an id has lower-case letters, digits and hyphens, at most 40");
        }

        static void timeout(String channelId, Duration timeout) {
            that(
                    timeout.toMillis() > 0 && timeout.compareTo(LONGEST_TIMEOUT) <= 0,
                    channelId,
                    "timeout is not between 1 ms and 2 minutes: " + timeout);
        }

        static void webAddress(String channelId, String name, URI url) {
            var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            that(
                    Set.of("http", "https").contains(scheme)
                            && url.getHost() != null
                            && url.getRawUserInfo() == null
                            && url.getRawFragment() == null,
                    channelId,
                    "%s is not a plain http or https address".formatted(name));
        }
    }
}
