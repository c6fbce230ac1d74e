package trapline.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A number on Signal, through a signal-cli REST gateway. Recipients are numbers such as
 * +31600000001, user names, or groups such as group.abc=.
 *
 * @param gateway its address, without a path; it asks for no password, so it must not be public
 * @param number the registered number
 * @param listens whether people's answers are asked for
 */
public record SignalChannel(
        String channelId,
        URI gateway,
        String number,
        boolean listens,
        Optional<URI> consoleUrl,
        Duration timeout,
        Patience patience)
        implements Channel {
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{5,14}");

    /** No limit is published; bursts to people who never wrote back end in a captcha. */
    private static final Pace PACE =
            new Pace(
                    List.of(
                            new Rate(2, Duration.ofSeconds(2)),
                            new Rate(30, Duration.ofMinutes(1))),
                    List.of(new Rate(1, Duration.ofSeconds(1))));

    public SignalChannel {
        Channel.Checks.id(channelId);
        Channel.Checks.timeout(channelId, timeout);
        Channel.Checks.webAddress(channelId, "gateway", gateway);
        consoleUrl.ifPresent(url -> Channel.Checks.webAddress(channelId, "consoleUrl", url));
        Channel.Checks.that(
                NUMBER.matcher(number).matches(), channelId, "number is not like +31600000001");
    }

    @Override
    public String kind() {
        return "signal";
    }

    @Override
    public boolean canEdit() {
        return true;
    }

    @Override
    public Pace pace(String recipient) {
        return PACE;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(number);
    }

    @Override
    public String toString() {
        return "Signal[%s, %s]".formatted(channelId, gateway.getHost());
    }
}
