package trapline.runner.store;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;
import trapline.runner.Origin;

/**
 * Fetches one file over HTTP. A broken connection is taken up where it broke, by the same call or a
 * later one; a file with another hash is removed; the file appears under its name only when it is
 * whole and on the disk.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-range-requests">RFC 9110, ranges</a>
 */
public final class Fetch {
    private static final int MOST_ATTEMPTS = 200;

    private final Asking asking;
    private final Patience patience;

    /**
     * How long to wait, and for what.
     *
     * @param connect for a connection
     * @param answer for the beginning of an answer
     * @param stall for the next bytes
     * @param attempts in a row that bring nothing before giving up
     * @param pause before the second of them, twice as long before each further one
     * @param mostBytes larger files are refused
     * @param spareBytes must stay free on the disk
     */
    public record Patience(
            Duration connect,
            Duration answer,
            Duration stall,
            int attempts,
            Duration pause,
            long mostBytes,
            long spareBytes) {
        /** For people at a terminal. */
        public static final Patience USUAL =
                new Patience(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        5,
                        Duration.ofSeconds(1),
                        20L << 30,
                        256L << 20);
    }

    /** Shows how far it is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param total empty when the server does not say
         */
        void show(long bytes, OptionalLong total);
    }

    /**
     * @param environment for the proxy
     */
    public Fetch(Map<String, String> environment, Patience patience) {
        this(environment, patience, Optional.empty());
    }

    /**
     * @param trusted what tells good servers by; empty: what Java trusts
     */
    Fetch(Map<String, String> environment, Patience patience, Optional<SSLContext> trusted) {
        this.patience = patience;
        var proxies = new Proxies(environment, ProxySelector.getDefault());
        var builder =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience.connect())
                        .proxy(proxies);
        var password = proxies.password();
        password.ifPresent(builder::authenticator);
        trusted.ifPresent(builder::sslContext);
        this.asking =
                new Asking(
                        builder.build(),
                        patience.answer(),
                        () -> password.filter(Proxies.ProxyPassword::isRefused).isPresent());
    }

    /**
     * Fetches a file to its place, which it takes from an older one.
     *
     * @param sha256 what it must be; empty when nobody says
     * @return its SHA-256
     * @throws NotFetched if it could not be; the message says why and what to do
     */
    public String fetch(URI address, Path target, Optional<String> sha256, Progress progress)
            throws IOException, InterruptedException {
        if (!Origin.isTrusted(address)) {
            throw new NotFetched(
                    "Only https:// addresses are fetched from, not " + Asking.shown(address));
        }
        try (var file = new PartialFile(target);
                var stall = new Stall(patience.stall())) {
            attempts(
                    address,
                    file,
                    new FetchAttempt(
                            asking, patience, address, file, sha256.isPresent(), stall, progress));
            var found = file.sha256();
            if (sha256.isPresent() && !sha256.get().equals(found)) {
                file.discard();
                throw new NotFetched(
                        """
                        The file from %s is not the one that was asked for, and was removed.
                          expected SHA-256 %s
                          it has           %s
                        Try again; if it happens again, the file there has been exchanged: do not use it."""
                                .formatted(Asking.shown(address), sha256.get(), found));
            }
            file.finish();
            return found;
        }
    }

    private void attempts(URI address, PartialFile file, FetchAttempt attempt)
            throws IOException, InterruptedException {
        var pause = patience.pause();
        var failed = 0;
        for (var count = 1; ; count++) {
            var before = file.size();
            try {
                attempt.run();
                return;
            } catch (TemporaryFailure e) {
                failed = file.size() > before ? 0 : failed + 1;
                if (failed >= patience.attempts() || count >= MOST_ATTEMPTS) {
                    throw new NotFetched(
                            "%s could not be fetched: %s. What has arrived is kept; try again later to go on."
                                    .formatted(Asking.shown(address), e.getMessage()),
                            e);
                }
                Waiting.atLeast(e.after().compareTo(pause) > 0 ? e.after() : pause);
                pause = failed == 0 ? patience.pause() : pause.multipliedBy(2);
            }
        }
    }
}
