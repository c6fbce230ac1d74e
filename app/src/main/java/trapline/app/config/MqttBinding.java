package trapline.app.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import trapline.delivery.MqttChannel;
import trapline.delivery.Patience;

/** Reads the channels that lead to brokers of home automation. */
final class MqttBinding {
    private static final String TOPIC = "trapline";
    private static final String DISCOVERY = "homeassistant";
    private static final Duration QUIET_AFTER = Duration.ofHours(36);
    private static final Duration SHORTEST_QUIET = Duration.ofMinutes(1);
    private static final int TLS_PORT = 8883;
    private static final int PLAIN_PORT = 1883;

    private MqttBinding() {}

    static Optional<MqttChannel> mqtt(Fields fields) {
        var before = fields.problems();
        var broker = broker(fields);
        var topic = topic(fields, "topic", TOPIC);
        var discovery = topic(fields, "discovery", DISCOVERY);
        var quietAfter = fields.duration("quietAfter", QUIET_AFTER);
        if (quietAfter.compareTo(SHORTEST_QUIET) < 0) {
            fields.wrong(
                    "quietAfter", "'quietAfter' is less than a minute.", "Write it like PT36H.");
        }
        var console = ChannelBinding.console(fields);
        var timeout = ChannelBinding.timeout(fields);
        if (fields.problems() > before) {
            return Optional.empty();
        }
        return Optional.of(
                new MqttChannel(
                        fields.text("id").orElseThrow(),
                        broker,
                        topic,
                        isOff(fields, "homeAssistant") ? Optional.empty() : Optional.of(discovery),
                        !isOff(fields, "pictures"),
                        quietAfter,
                        console,
                        timeout,
                        Patience.DEFAULT));
    }

    private static MqttChannel.Broker broker(Fields fields) {
        var tls = !isOff(fields, "tls");
        var port = ChannelBinding.port(fields, tls ? TLS_PORT : PLAIN_PORT);
        var username = fields.resolved("username");
        var password = fields.secret("password");
        var host = fields.resolved("host").orElse("");
        if (fields.has("password") && !fields.has("username")) {
            fields.wrong("password", "A 'password' needs a 'username'.", "Give both, or neither.");
        }
        if (fields.has("password") && !tls && !MqttChannel.isNear(host)) {
            fields.wrong(
                    "tls",
                    "The password would travel over the network for everybody to read.",
                    "Set 'tls' to true. Without it only a broker in the same house can be reached.");
        }
        var trusted = fields.text("trusted").map(Path::of);
        if (trusted.filter(file -> !Files.isReadable(file)).isPresent()) {
            fields.wrong(
                    "trusted",
                    "The file of certificates cannot be read.",
                    "Name a PEM file that Trapline may read.");
        }
        if (trusted.isPresent() && !tls) {
            fields.wrong(
                    "trusted", "'trusted' is of no use without TLS.", "Remove it, or set 'tls'.");
        }
        return new MqttChannel.Broker(host, port, tls, trusted, username, password);
    }

    private static String topic(Fields fields, String name, String usual) {
        var topic = fields.text(name).orElse(usual);
        if (!MqttChannel.isTopic(topic)) {
            fields.wrong(
                    name,
                    "'%s' is no topic.".formatted(name),
                    "Use letters, digits, dots and hyphens, with / between: park/trapline.");
        }
        return topic;
    }

    /** What is on unless it is written off. */
    private static boolean isOff(Fields fields, String name) {
        return fields.has(name) && !fields.flag(name);
    }
}
