package trapline.runner;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * Where a model comes from, when its makers do not publish the very file that is run here.
 *
 * @param homepage where its makers speak of it
 * @param checkpoint address of what they publish instead, which has to be exported first
 * @param export the page of the documents that tells how
 * @param labels address of the label file
 */
public record Origin(
        Optional<String> homepage,
        Optional<String> checkpoint,
        Optional<String> export,
        Optional<String> labels) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** For models of which nothing more is known. */
    static final Origin UNKNOWN =
            new Origin(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    void check(Rules rules) {
        homepage.ifPresent(address -> address(rules, "origin.homepage", address));
        checkpoint.ifPresent(address -> address(rules, "origin.checkpoint", address));
        labels.ifPresent(address -> address(rules, "origin.labels", address));
        export.ifPresent(
                page ->
                        rules.require(
                                page.matches("[\\w./-]+\\.md"),
                                "origin.export",
                                page,
                                "name a page of the documents"));
    }

    /** Whether files may be fetched from there: by TLS, or from this very machine. */
    public static boolean isTrusted(URI address) {
        var host = address.getHost();
        return host != null
                && address.getUserInfo() == null
                && ("https".equalsIgnoreCase(address.getScheme())
                        || ("http".equalsIgnoreCase(address.getScheme())
                                && LOOPBACK.contains(host)));
    }

    static void address(Rules rules, String field, String address) {
        rules.require(
                isTrusted(address), field, address, "give an address that begins with https://");
    }

    private static boolean isTrusted(String address) {
        try {
            return isTrusted(new URI(address));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
