package trapline.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Notifications in people's browsers (web push). Rules name people by the mail address of their
 * account; each browser in which they have asked for it shows the alert.
 *
 * @param contact whom the operators of push servers write to: {@code mailto:} or https
 * @param servers push servers besides the well-known ones, see {@link PushServers}
 */
public record PushChannel(
        String channelId,
        String contact,
        Set<String> servers,
        Optional<URI> consoleUrl,
        Duration timeout,
        Patience patience)
        implements Channel {
    private static final Pattern CONTACT =
            Pattern.compile(
                    "mailto:[^\\s@\"\\\\]{1,100}@[^\\s@\"\\\\]{1,100}|https://[^\\s\"\\\\]{1,200}");

    public PushChannel {
        servers = Set.copyOf(servers);
        Channel.Checks.id(channelId);
        Channel.Checks.timeout(channelId, timeout);
        consoleUrl.ifPresent(url -> Channel.Checks.webAddress(channelId, "consoleUrl", url));
        Channel.Checks.that(
                isContact(contact), channelId, "contact is neither mailto: nor an https address");
        Channel.Checks.that(
                servers.stream().allMatch(PushServers::isServer),
                channelId,
                "servers are not all host or host:port");
    }

    /** Whether operators of push servers can write there. */
    public static boolean isContact(String text) {
        return CONTACT.matcher(text).matches();
    }

    @Override
    public String kind() {
        return "push";
    }

    /** A notification that is still shown is replaced. */
    @Override
    public boolean canEdit() {
        return true;
    }

    @Override
    public Set<String> secrets() {
        return Set.of();
    }

    @Override
    public String toString() {
        return "Push[%s, %s]".formatted(channelId, contact);
    }
}
