package trapline.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An EarthRanger site. An alert becomes a report on its map, exactly once, with its picture; who
 * takes care of the event makes the report active.
 *
 * @param site without a path, such as {@code https://park.pamdas.org}
 * @param eventType the slug of an event type that exists on the site
 * @param subjects the provider key under which cameras are shown as subjects; empty: they are not
 */
public record EarthRangerChannel(
        String channelId,
        URI site,
        Access access,
        String eventType,
        Optional<String> subjects,
        Optional<URI> consoleUrl,
        Duration timeout,
        Patience patience)
        implements Channel {
    /** The type that every site has; it takes the camera's name and nothing about species. */
    public static final String BUILT_IN_TYPE = "cameratrap_rep";

    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final int SHORTEST_TOKEN = 8;

    /** What the vendor's own hub keeps to for each site. */
    private static final Pace PACE =
            new Pace(List.of(new Rate(120, Duration.ofMinutes(1))), List.of());

    /** How the site knows Trapline. Reports belong to the account, so it must stay the same. */
    public sealed interface Access {
        /** A token that an administrator of the site made; it lasts. */
        record Token(String token) implements Access {
            @Override
            public String toString() {
                return "Token[...]";
            }
        }

        /** A user, who gets tokens that last for some hours. */
        record Login(String username, String password) implements Access {
            @Override
            public String toString() {
                return "Login[%s]".formatted(username);
            }
        }
    }

    public EarthRangerChannel {
        Channel.Checks.id(channelId);
        Channel.Checks.timeout(channelId, timeout);
        Channel.Checks.webAddress(channelId, "site", site);
        consoleUrl.ifPresent(url -> Channel.Checks.webAddress(channelId, "consoleUrl", url));
        Channel.Checks.that(
                SLUG.matcher(eventType).matches(), channelId, "eventType is no slug of a type");
        Channel.Checks.that(
                subjects.stream().allMatch(key -> SLUG.matcher(key).matches()),
                channelId,
                "subjects is no provider key");
        Channel.Checks.that(
                !(access instanceof Access.Token token) || token.token().length() >= SHORTEST_TOKEN,
                channelId,
                "token is no access token");
    }

    @Override
    public String kind() {
        return "earthranger";
    }

    @Override
    public boolean needsRecipient() {
        return false;
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
        return access instanceof Access.Token token
                ? Set.of(token.token())
                : Set.of(((Access.Login) access).password());
    }

    @Override
    public String toString() {
        return "EarthRanger[%s, %s, %s]".formatted(channelId, site.getHost(), eventType);
    }
}
