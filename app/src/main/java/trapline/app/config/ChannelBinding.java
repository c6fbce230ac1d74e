package trapline.app.config;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trapline.delivery.Channel;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.Patience;

/** Turns a channels.yaml that fits its schema into records, and notes what a schema cannot say. */
final class ChannelBinding {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);
    private static final int SHORTEST_SECRET = 16;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    private ChannelBinding() {}

    /**
     * @param policies gets how each channel is used, by its id
     */
    static List<Channel> channels(Fields file, Map<String, ChannelPolicy> policies) {
        var channels = new ArrayList<Channel>();
        var ids = new HashSet<String>();
        for (var fields : file.items("channels")) {
            fields.unique("id", ids);
            policies.put(fields.text("id").orElseThrow(), PolicyBinding.policy(fields));
            channel(fields).ifPresent(channels::add);
        }
        return channels;
    }

    private static Optional<? extends Channel> channel(Fields fields) {
        try {
            return switch (fields.text("kind").orElseThrow()) {
                case "webhook" -> webhook(fields);
                case "telegram" -> MessengerBinding.telegram(fields);
                case "signal" -> MessengerBinding.signal(fields);
                case "whatsapp" -> MessengerBinding.whatsApp(fields);
                case "earthranger" -> SiteBinding.earthRanger(fields);
                case "gundi" -> SiteBinding.gundi(fields);
                case "cap" -> CapBinding.cap(fields);
                case "mqtt" -> MqttBinding.mqtt(fields);
                case "push" -> PushBinding.push(fields);
                default -> email(fields);
            };
        } catch (IllegalArgumentException e) {
            // A record's own rule that was not foreseen here; it shows no secret.
            fields.wrong("", "It cannot be used: %s.".formatted(e.getMessage()), "Correct it.");
            return Optional.empty();
        }
    }

    private static Optional<Channel.Webhook> webhook(Fields fields) {
        var before = fields.problems();
        var url = fields.resolved("url").flatMap(text -> address(fields, "url", text));
        var secret = fields.secret("secret");
        if (secret.filter(key -> key.length() < SHORTEST_SECRET).isPresent()) {
            fields.wrong(
                    "secret",
                    "The secret is shorter than %d characters.".formatted(SHORTEST_SECRET),
                    "Make a longer one, such as with: openssl rand -hex 32");
        }
        var console = console(fields);
        var timeout = timeout(fields);
        return fields.problems() > before
                ? Optional.empty()
                : url.map(
                        to ->
                                new Channel.Webhook(
                                        fields.text("id").orElseThrow(),
                                        to,
                                        secret,
                                        console,
                                        timeout,
                                        Patience.DEFAULT));
    }

    private static Optional<Channel.Email> email(Fields fields) {
        var before = fields.problems();
        var security =
                Channel.Security.valueOf(
                        fields.text("security").orElse("starttls").toUpperCase(Locale.ROOT));
        var port = port(fields, usualPort(security));
        var username = fields.resolved("username");
        var password = fields.secret("password");
        login(fields, security);
        mailbox(fields, "from");
        mailbox(fields, "replyTo");
        var console = console(fields);
        var timeout = timeout(fields);
        return fields.problems() > before
                ? Optional.empty()
                : Optional.of(
                        new Channel.Email(
                                fields.text("id").orElseThrow(),
                                fields.text("host").orElseThrow(),
                                port,
                                security,
                                username,
                                password,
                                fields.text("from").orElseThrow(),
                                fields.text("replyTo"),
                                console,
                                timeout,
                                Patience.DEFAULT));
    }

    private static void login(Fields fields, Channel.Security security) {
        var hasName = fields.text("username").isPresent();
        var hasPassword = fields.text("password").isPresent();
        if (hasName != hasPassword) {
            fields.wrong(
                    hasName ? "username" : "password",
                    "'username' and 'password' belong together.",
                    "Give both, or neither.");
        }
        var host = fields.text("host").orElseThrow().toLowerCase(Locale.ROOT);
        if (hasPassword && security == Channel.Security.NONE && !THIS_MACHINE.contains(host)) {
            fields.wrong(
                    "security",
                    "The password would travel over the network for everybody to read.",
                    "Set 'security' to starttls or tls.");
        }
    }

    private static int usualPort(Channel.Security security) {
        return switch (security) {
            case NONE -> 25;
            case STARTTLS -> 587;
            case TLS -> 465;
        };
    }

    /** The port that is given, else the usual one. */
    static int port(Fields fields, int usual) {
        if (fields.text("port").isEmpty()) {
            return usual;
        }
        var given = fields.resolved("port");
        var valid =
                given.filter(text -> text.matches("\\d{1,5}"))
                        .map(Integer::parseInt)
                        .filter(number -> number >= 1 && number <= 65535);
        if (given.isPresent() && valid.isEmpty()) {
            fields.wrong("port", "'port' is no port.", "Use a number from 1 to 65535.");
        }
        return valid.orElse(usual);
    }

    private static void mailbox(Fields fields, String name) {
        var written = fields.text(name);
        if (written.isPresent() && !isMailbox(written.get())) {
            fields.wrong(
                    name,
                    "'%s' is no mail address.".formatted(name),
                    "Write it like alerts@example.org, or Trapline <alerts@example.org>.");
        }
    }

    private static boolean isMailbox(String text) {
        try {
            var address = new InternetAddress(text, true).getAddress();
            return address.indexOf('@') > 0 && text.chars().noneMatch(Character::isISOControl);
        } catch (AddressException e) {
            // Said by the caller, in words for the admin.
            return false;
        }
    }

    static Duration timeout(Fields fields) {
        var timeout = fields.duration("timeout", TIMEOUT);
        if (timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            fields.wrong(
                    "timeout",
                    "'timeout' is not between one second and two minutes.",
                    "Write it like PT15S.");
        }
        return timeout;
    }

    static Optional<URI> console(Fields fields) {
        return fields.text("consoleUrl").flatMap(url -> address(fields, "consoleUrl", url));
    }

    /** The value itself may hold a token and is not repeated. */
    static Optional<URI> address(Fields fields, String name, String url) {
        try {
            var uri = URI.create(url);
            if (uri.getHost() != null
                    && uri.getRawFragment() == null
                    && Set.of("http", "https").contains(uri.getScheme())) {
                if (uri.getRawUserInfo() == null) {
                    return Optional.of(uri);
                }
                fields.wrong(
                        name,
                        "'%s' has a user and password in it.".formatted(name),
                        "Use an address without; a 'secret' signs the messages instead.");
                return Optional.empty();
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        fields.wrong(
                name,
                "'%s' is no web address.".formatted(name),
                url.contains("{{")
                        ? "Put the whole address into the variable: {{env:NAME}} stands alone."
                        : "Write it like https://example.org/path.");
        return Optional.empty();
    }
}
