package trapline.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A bot on Telegram. Recipients are chat ids, or names of people who have linked their chat.
 *
 * @param baseUrl of the Bot API, without a path
 * @param token the bot's; it stands in every address, so it is masked wherever text is kept
 * @param answers how people's answers come in
 * @param album whether the best pictures follow as an album when an event is over
 */
public record TelegramChannel(
        String channelId,
        URI baseUrl,
        String token,
        Answers answers,
        boolean album,
        Optional<URI> consoleUrl,
        Duration timeout,
        Patience patience)
        implements Channel {
    private static final Pattern TOKEN = Pattern.compile("\\d{3,20}:[A-Za-z0-9_-]{20,100}");

    /** Telegram allows a message a second to a chat, 20 a minute to a group, and 30 a second. */
    private static final List<Rate> ALL = List.of(new Rate(28, Duration.ofSeconds(1)));

    private static final List<Rate> PRIVATE = List.of(new Rate(1, Duration.ofMillis(1050)));
    private static final List<Rate> GROUP =
            List.of(new Rate(1, Duration.ofMillis(1050)), new Rate(19, Duration.ofSeconds(61)));

    /** How the answers of people reach Trapline. */
    public enum Answers {
        /** They are not listened to. */
        OFF,
        /** They are asked for; works behind any firewall. */
        POLLING,
        /** Telegram sends them; needs a public https address. */
        WEBHOOK
    }

    public TelegramChannel {
        Channel.Checks.id(channelId);
        Channel.Checks.timeout(channelId, timeout);
        Channel.Checks.webAddress(channelId, "baseUrl", baseUrl);
        consoleUrl.ifPresent(url -> Channel.Checks.webAddress(channelId, "consoleUrl", url));
        Channel.Checks.that(
                TOKEN.matcher(token).matches(), channelId, "token is not a bot's token");
        Channel.Checks.that(
                answers != Answers.WEBHOOK || consoleUrl.isPresent(),
                channelId,
                "answers by webhook need consoleUrl, the address Telegram sends them to");
    }

    @Override
    public String kind() {
        return "telegram";
    }

    @Override
    public boolean canEdit() {
        return true;
    }

    @Override
    public Pace pace(String recipient) {
        return new Pace(ALL, recipient.startsWith("-") ? GROUP : PRIVATE);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(token, token.substring(token.indexOf(':') + 1));
    }

    @Override
    public String toString() {
        return "Telegram[%s, %s]".formatted(channelId, baseUrl.getHost());
    }
}
