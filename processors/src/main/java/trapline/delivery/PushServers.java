package trapline.delivery;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says to which addresses notifications may go. Browsers hand the address in, so it could name
 * anything that this server reaches; only the push servers of browsers' makers are taken, over
 * https, and those that the configuration names.
 */
public final class PushServers {
    /** Hosts, and after a dot all hosts that end with it. */
    private static final List<String> KNOWN =
            List.of(
                    "fcm.googleapis.com",
                    "updates.push.services.mozilla.com",
                    ".push.services.mozilla.com",
                    ".notify.windows.com",
                    "web.push.apple.com",
                    ".push.apple.com");

    private static final int LONGEST = 1000;
    private static final int HTTPS = 443;
    private static final Pattern SERVER =
            Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\\d{1,5})?");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    private PushServers() {}

    /** Whether it names a server: a host, or a host and a port, in lower case. */
    public static boolean isServer(String text) {
        return SERVER.matcher(text).matches();
    }

    /**
     * @param more hosts, or host:port, that are taken as well; on this machine also without TLS
     */
    public static boolean allows(String endpoint, Set<String> more) {
        if (endpoint.length() > LONGEST) {
            return false;
        }
        URI address;
        try {
            address = URI.create(endpoint);
        } catch (IllegalArgumentException e) {
            // No address at all.
            return false;
        }
        if (address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawFragment() != null) {
            return false;
        }
        var host = address.getHost().toLowerCase(Locale.ROOT);
        var isSafe = "https".equals(address.getScheme());
        if (isSafe && (address.getPort() < 0 || address.getPort() == HTTPS) && isKnown(host)) {
            return true;
        }
        var named = more.contains(address.getPort() < 0 ? host : host + ":" + address.getPort());
        var isPlainHere = "http".equals(address.getScheme()) && THIS_MACHINE.contains(host);
        return named && (isSafe || isPlainHere);
    }

    private static boolean isKnown(String host) {
        return KNOWN.stream()
                .anyMatch(
                        known -> known.startsWith(".") ? host.endsWith(known) : host.equals(known));
    }
}
