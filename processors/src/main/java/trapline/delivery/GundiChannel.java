package trapline.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A connection of Gundi, the hub in front of EarthRanger, SMART and others. What it accepts goes on
 * later; it does not say whether it arrived.
 *
 * @param baseUrl without a path
 * @param apiKey stands for one connection
 * @param eventType the slug of an event type at the destination
 */
public record GundiChannel(
        String channelId,
        URI baseUrl,
        String apiKey,
        String eventType,
        Optional<URI> consoleUrl,
        Duration timeout,
        Patience patience)
        implements Channel {
    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final int SHORTEST_KEY = 8;

    private static final Pace PACE =
            new Pace(List.of(new Rate(120, Duration.ofMinutes(1))), List.of());

    public GundiChannel {
        Channel.Checks.id(channelId);
        Channel.Checks.timeout(channelId, timeout);
        Channel.Checks.webAddress(channelId, "baseUrl", baseUrl);
        consoleUrl.ifPresent(url -> Channel.Checks.webAddress(channelId, "consoleUrl", url));
        Channel.Checks.that(
                SLUG.matcher(eventType).matches(), channelId, "eventType is no slug of a type");
        Channel.Checks.that(apiKey.length() >= SHORTEST_KEY, channelId, "apiKey is no key");
    }

    @Override
    public String kind() {
        return "gundi";
    }

    @Override
    public boolean needsRecipient() {
        return false;
    }

    @Override
    public Pace pace(String recipient) {
        return PACE;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(apiKey);
    }

    @Override
    public String toString() {
        return "Gundi[%s, %s]".formatted(channelId, eventType);
    }
}
