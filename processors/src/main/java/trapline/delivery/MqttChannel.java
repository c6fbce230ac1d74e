package trapline.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A broker that speaks MQTT 5, for home automation. Each camera is a device there: its last
 * sighting, picture, battery, and whether it is heard of.
 *
 * @param topic all of Trapline's topics begin with it
 * @param discovery under which Home Assistant looks for devices; empty: none are announced
 * @param pictures whether pictures leave
 * @param quietAfter a camera that was not heard of for so long is shown as away
 */
public record MqttChannel(
        String channelId,
        Broker broker,
        String topic,
        Optional<String> discovery,
        boolean pictures,
        Duration quietAfter,
        Optional<URI> consoleUrl,
        Duration timeout,
        Patience patience)
        implements Channel {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");

    /** Levels without wildcards; a dollar sign at the beginning is the broker's own. */
    private static final Pattern TOPIC = Pattern.compile("[\\w.-]{1,60}(/[\\w.-]{1,60}){0,5}");

    private static final Pattern NEAR =
            Pattern.compile(
                    "localhost|[^.:]+|.*\\.(local|lan|internal|home\\.arpa)|::1"
                            + "|(127|10)(\\.\\d{1,3}){3}|192\\.168(\\.\\d{1,3}){2}"
                            + "|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}");

    /**
     * Where the broker is, and who Trapline is there.
     *
     * @param tls whether the connection is protected
     * @param trusted a file with the certificates that the broker's may come from, PEM; empty:
     *     those that this machine trusts
     */
    public record Broker(
            String host,
            int port,
            boolean tls,
            Optional<Path> trusted,
            Optional<String> username,
            Optional<String> password) {
        @Override
        public String toString() {
            return "%s:%d%s".formatted(host, port, tls ? " tls" : "");
        }
    }

    public MqttChannel {
        Channel.Checks.id(channelId);
        Channel.Checks.timeout(channelId, timeout);
        consoleUrl.ifPresent(url -> Channel.Checks.webAddress(channelId, "consoleUrl", url));
        Channel.Checks.that(
                HOST.matcher(broker.host()).matches(), channelId, "host is not a host name");
        Channel.Checks.that(
                broker.port() >= 1 && broker.port() <= 65535,
                channelId,
                "port is not in 1 to 65535: " + broker.port());
        Channel.Checks.that(
                broker.password().isEmpty() || broker.username().isPresent(),
                channelId,
                "a password needs a username");
        Channel.Checks.that(
                broker.password().isEmpty() || broker.tls() || isNear(broker.host()),
                channelId,
                "the password would travel readable; set tls to true");
        Channel.Checks.that(isTopic(topic), channelId, "topic is no topic");
        Channel.Checks.that(
                discovery.stream().allMatch(MqttChannel::isTopic),
                channelId,
                "discovery is no topic");
        Channel.Checks.that(
                quietAfter.compareTo(Duration.ofMinutes(1)) >= 0,
                channelId,
                "quietAfter is less than a minute: " + quietAfter);
    }

    /** Whether a host stands in the same house, as far as its name says. */
    public static boolean isNear(String host) {
        return NEAR.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether something can be published under a topic. */
    public static boolean isTopic(String text) {
        return TOPIC.matcher(text).matches();
    }

    @Override
    public String kind() {
        return "mqtt";
    }

    @Override
    public boolean needsRecipient() {
        return false;
    }

    /** What is kept at the broker is replaced. */
    @Override
    public boolean canEdit() {
        return true;
    }

    @Override
    public Set<String> secrets() {
        return broker.password().stream().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "Mqtt[%s, %s, %s]".formatted(channelId, broker, topic);
    }
}
