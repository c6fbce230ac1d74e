package trapline.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A business number on WhatsApp, through Meta's Cloud API. Recipients are numbers with country
 * code.
 *
 * @param baseUrl of the API, without a path
 * @param apiVersion such as v23.0; Meta retires versions
 * @param phoneNumberId the number's id; not the number
 * @param token of a system user
 * @param template what is sent to who has not written for a day
 * @param hook how statuses and answers come in; empty: they do not
 */
public record WhatsAppChannel(
        String channelId,
        URI baseUrl,
        String apiVersion,
        String phoneNumberId,
        String token,
        Template template,
        Optional<Hook> hook,
        Optional<URI> consoleUrl,
        Duration timeout,
        Patience patience)
        implements Channel {
    private static final Pattern VERSION = Pattern.compile("v\\d{1,3}\\.\\d{1,2}");
    private static final Pattern ID = Pattern.compile("\\d{3,30}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");
    private static final int SHORTEST_TOKEN = 16;

    private static final Pace PACE =
            new Pace(
                    List.of(new Rate(70, Duration.ofSeconds(1))),
                    List.of(new Rate(1, Duration.ofSeconds(6))));

    /**
     * An approved template with an image as its header and these words in its body, in this order:
     * what, where, when, and the number of the message.
     */
    public record Template(String name, String language) {
        public Template {
            if (!NAME.matcher(name).matches() || !LANGUAGE.matcher(language).matches()) {
                throw new IllegalArgumentException(
                        "template is not like camera_alert, or its language not like en");
            }
        }
    }

    /**
     * @param appSecret signs what Meta sends
     * @param verifyToken proves the address once, when it is entered at Meta
     */
    public record Hook(String appSecret, String verifyToken) {
        @Override
        public String toString() {
            return "Hook[...]";
        }
    }

    public WhatsAppChannel {
        Channel.Checks.id(channelId);
        Channel.Checks.timeout(channelId, timeout);
        Channel.Checks.webAddress(channelId, "baseUrl", baseUrl);
        consoleUrl.ifPresent(url -> Channel.Checks.webAddress(channelId, "consoleUrl", url));
        Channel.Checks.that(
                VERSION.matcher(apiVersion).matches(), channelId, "apiVersion is not like v23.0");
        Channel.Checks.that(
                ID.matcher(phoneNumberId).matches(), channelId, "phoneNumberId is no id");
        Channel.Checks.that(
                token.length() >= SHORTEST_TOKEN, channelId, "token is no access token");
    }

    @Override
    public String kind() {
        return "whatsapp";
    }

    @Override
    public Pace pace(String recipient) {
        return PACE;
    }

    @Override
    public Set<String> secrets() {
        return Stream.concat(
                        Stream.of(token),
                        hook.stream().flatMap(h -> Stream.of(h.appSecret(), h.verifyToken())))
                .filter(text -> !text.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "WhatsApp[%s, %s]".formatted(channelId, phoneNumberId);
    }
}
