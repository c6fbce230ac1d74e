package trapline.app.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trapline.delivery.CapChannel;
import trapline.delivery.CapChannel.Audience;
import trapline.delivery.Patience;
import trapline.delivery.Words;

/** Reads the channels that speak the Common Alerting Protocol. */
final class CapBinding {
    private static final Duration EXPIRES = Duration.ofHours(6);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final int SHORTEST_TOKEN = 8;
    private static final String RESTRICTION = "Only for those who look after the area.";

    private CapBinding() {}

    static Optional<CapChannel> cap(Fields fields) {
        var before = fields.problems();
        var audience = audience(fields);
        var languages = fields.texts("languages");
        var expires = fields.duration("expires", EXPIRES);
        if (expires.compareTo(SHORTEST) < 0) {
            fields.wrong("expires", "'expires' is less than a minute.", "Write it like PT6H.");
        }
        var console = ChannelBinding.console(fields);
        var pictures = pictures(fields, console);
        var receiver = receiver(fields);
        var timeout = ChannelBinding.timeout(fields);
        if (fields.problems() > before) {
            return Optional.empty();
        }
        var status =
                CapChannel.Status.valueOf(
                        fields.text("status").orElse("test").toUpperCase(Locale.ROOT));
        return Optional.of(
                new CapChannel(
                        fields.text("id").orElseThrow(),
                        new CapChannel.Header(
                                fields.text("sender").orElseThrow(), status, audience),
                        languages.isEmpty()
                                ? List.of(fields.text("language").orElse(Words.ENGLISH_CODE))
                                : languages,
                        expires,
                        pictures,
                        receiver,
                        console,
                        timeout,
                        Patience.DEFAULT));
    }

    private static Audience audience(Fields fields) {
        var scope = fields.text("scope").orElse("restricted");
        if (fields.has("restriction") && !scope.equals("restricted")) {
            fields.wrong(
                    "restriction",
                    "'restriction' belongs to the scope restricted.",
                    "Remove it, or set 'scope' to restricted.");
        }
        if (fields.has("addresses") != scope.equals("private")) {
            fields.wrong(
                    fields.has("addresses") ? "addresses" : "scope",
                    "'addresses' and the scope private belong together.",
                    "Give both, or neither.");
        }
        return switch (scope) {
            case "public" -> new Audience.Everybody();
            case "private" -> new Audience.Only(fields.texts("addresses"));
            default -> new Audience.Restricted(fields.text("restriction").orElse(RESTRICTION));
        };
    }

    private static CapChannel.Pictures pictures(Fields fields, Optional<URI> console) {
        var usual = console.isPresent() ? "linked" : "none";
        var pictures =
                CapChannel.Pictures.valueOf(
                        fields.text("pictures").orElse(usual).toUpperCase(Locale.ROOT));
        if (pictures == CapChannel.Pictures.LINKED
                && console.isEmpty()
                && !fields.has("consoleUrl")) {
            fields.wrong(
                    "pictures",
                    "A picture can be linked only where Trapline is reached from outside.",
                    "Set 'consoleUrl', or 'pictures' to inside.");
        }
        return pictures;
    }

    private static Optional<CapChannel.Receiver> receiver(Fields fields) {
        var url =
                fields.resolved("receiver")
                        .flatMap(text -> ChannelBinding.address(fields, "receiver", text));
        var token = fields.secret("token");
        if (fields.has("token") && !fields.has("receiver")) {
            fields.wrong(
                    "token",
                    "'token' is for a receiver, and there is none.",
                    "Set 'receiver', or remove 'token'.");
        }
        if (token.filter(text -> text.length() < SHORTEST_TOKEN).isPresent()) {
            fields.wrong("token", "This is no token.", "Copy the whole token.");
        }
        return url.map(to -> new CapChannel.Receiver(to, token));
    }
}
