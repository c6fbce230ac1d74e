package trapline.runner.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import trapline.runner.Origin;

/**
 * Fetches one file over HTTP. A broken connection is taken up where it broke, by the same call or a
 * later one; a file with another hash is removed; the file appears under its name only when it is
 * whole and on the disk.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-range-requests">RFC 9110, ranges</a>
 */
public final class Fetch {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");
    private static final int MOST_REDIRECTS = 8;
    private static final int MOST_ATTEMPTS = 200;
    private static final int CHUNK = 1 << 16;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient client;
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
        this.patience = patience;
        var proxies = new Proxies(environment, ProxySelector.getDefault());
        var builder =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience.connect())
                        .proxy(proxies);
        proxies.authenticator().ifPresent(builder::authenticator);
        this.client = builder.build();
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
            throw new NotFetched("Only https:// addresses are fetched from, not " + shown(address));
        }
        try (var file = new PartialFile(target);
                var stall = new Stall(patience.stall())) {
            attempts(new Attempt(address, target, file, sha256.isPresent(), stall, progress));
            var found = file.sha256();
            if (sha256.isPresent() && !sha256.get().equals(found)) {
                file.discard();
                throw new NotFetched(
                        """
                        The file from %s is not the one that was asked for, and was removed.
                          expected SHA-256 %s
                          it has           %s
                        Try again; if it happens again, the file there has been exchanged: do not use it."""
                                .formatted(shown(address), sha256.get(), found));
            }
            file.finish();
            return found;
        }
    }

    private void attempts(Attempt attempt) throws IOException, InterruptedException {
        var pause = patience.pause();
        var failed = 0;
        for (var count = 1; ; count++) {
            var before = attempt.file.size();
            try {
                attempt.run();
                return;
            } catch (Temporary e) {
                failed = attempt.file.size() > before ? 0 : failed + 1;
                if (failed >= patience.attempts() || count >= MOST_ATTEMPTS) {
                    throw new NotFetched(
                            "%s could not be fetched: %s. What has arrived is kept; try again later to go on."
                                    .formatted(shown(attempt.address), e.getMessage()),
                            e);
                }
                Waiting.atLeast(e.after.compareTo(pause) > 0 ? e.after : pause);
                pause = failed == 0 ? patience.pause() : pause.multipliedBy(2);
            }
        }
    }

    /** Another attempt may succeed. */
    private static final class Temporary extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Duration after;

        Temporary(String message, Duration after, Throwable cause) {
            super(message, cause);
            this.after = after;
        }
    }

    /** Takes the file up where it is. */
    private final class Attempt {
        private final URI address;
        private final Path target;
        private final PartialFile file;
        private final boolean hashed;
        private final Stall stall;
        private final Progress progress;

        Attempt(
                URI address,
                Path target,
                PartialFile file,
                boolean hashed,
                Stall stall,
                Progress progress) {
            this.address = address;
            this.target = target;
            this.file = file;
            this.hashed = hashed;
            this.stall = stall;
            this.progress = progress;
        }

        void run() throws IOException, InterruptedException {
            // Without a hash or a version there is no telling whether two parts belong together.
            if (file.size() > 0 && !hashed && file.version().isEmpty()) {
                file.restart(Optional.empty());
            }
            var answer = ask(file.size());
            try (var body = answer.body()) {
                switch (answer.statusCode()) {
                    case 200 -> whole(answer, body);
                    case 206 -> rest(answer, body);
                    case RANGE_NOT_SATISFIABLE -> beyond(answer);
                    default -> throw refused(answer);
                }
            }
        }

        private HttpResponse<InputStream> ask(long from) throws IOException, InterruptedException {
            var place = address;
            for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                var request =
                        HttpRequest.newBuilder(place)
                                .timeout(patience.answer())
                                .header("User-Agent", "Trapline")
                                // Ranges count the bytes as they are sent.
                                .header("Accept-Encoding", "identity");
                if (from > 0) {
                    request.header("Range", "bytes=" + from + "-");
                    file.version().ifPresent(version -> request.header("If-Range", version));
                }
                HttpResponse<InputStream> answer;
                try {
                    answer =
                            client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                } catch (IOException e) {
                    throw new Temporary(reason(e), Duration.ZERO, e);
                }
                var status = answer.statusCode();
                if (status < 300 || status >= 400) {
                    return answer;
                }
                answer.body().close();
                place = next(place, answer);
            }
            throw new NotFetched(
                    "%s leads from address to address without end.".formatted(shown(address)));
        }

        private URI next(URI place, HttpResponse<?> answer) throws NotFetched {
            var location = answer.headers().firstValue("Location");
            try {
                var next = place.resolve(location.orElse(""));
                // No server out there may point at this machine.
                if (location.isPresent()
                        && Origin.isTrusted(next)
                        && ("https".equalsIgnoreCase(next.getScheme())
                                || "http".equalsIgnoreCase(place.getScheme()))) {
                    return next;
                }
            } catch (IllegalArgumentException e) {
                throw new NotFetched(
                        "%s leads to something that is no address.".formatted(shown(place)), e);
            }
            throw new NotFetched(
                    "%s leads to an address that is not safe: only https:// is."
                            .formatted(shown(place)));
        }

        private void whole(HttpResponse<InputStream> answer, InputStream body) throws IOException {
            // Either this is the beginning, or the server knows no ranges or has another file now.
            file.restart(version(answer));
            receive(body, answer.headers().firstValueAsLong("Content-Length"));
        }

        private void rest(HttpResponse<InputStream> answer, InputStream body) throws IOException {
            var range =
                    CONTENT_RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
            if (!range.matches() || Long.parseLong(range.group(1)) != file.size()) {
                file.restart(Optional.empty());
                throw new Temporary(
                        "the server sent another part than it was asked for", Duration.ZERO, null);
            }
            receive(body, OptionalLong.of(Long.parseLong(range.group(2)) + 1));
        }

        private void beyond(HttpResponse<InputStream> answer) throws IOException {
            var total =
                    answer.headers()
                            .firstValue("Content-Range")
                            .filter(text -> text.equals("bytes */" + size()));
            if (total.isPresent() && file.size() > 0) {
                // Everything had arrived before.
                return;
            }
            file.restart(Optional.empty());
            throw new Temporary("the file there has another length now", Duration.ZERO, null);
        }

        private long size() {
            try {
                return file.size();
            } catch (IOException e) {
                return -1;
            }
        }

        private void receive(InputStream body, OptionalLong total) throws IOException {
            checkRoom(total);
            var buffer = new byte[CHUNK];
            progress.show(file.size(), total);
            while (true) {
                int count;
                try {
                    count = stall.read(body, buffer);
                } catch (IOException e) {
                    throw new Temporary(reason(e), Duration.ZERO, e);
                }
                if (count < 0) {
                    break;
                }
                if (file.size() + count > patience.mostBytes()) {
                    file.restart(Optional.empty());
                    throw new NotFetched(tooLarge());
                }
                file.append(buffer, count);
                progress.show(file.size(), total);
            }
            if (total.isPresent() && file.size() != total.getAsLong()) {
                throw new Temporary(
                        "the connection ended after %d of %d bytes"
                                .formatted(file.size(), total.getAsLong()),
                        Duration.ZERO,
                        null);
            }
        }

        private void checkRoom(OptionalLong total) throws IOException {
            if (total.orElse(0) > patience.mostBytes()) {
                throw new NotFetched(tooLarge());
            }
            var folder = target.toAbsolutePath().getParent();
            var free = Files.getFileStore(folder).getUsableSpace();
            var needed = total.orElse(0) - file.size() + patience.spareBytes();
            if (free < needed) {
                throw new NotFetched(
                        "There is too little room in %s: %d MB are free, %d MB are needed. Make room and try again."
                                .formatted(folder, free >> 20, (needed >> 20) + 1));
            }
        }

        private String tooLarge() {
            return "%s is larger than %d MB, which no model should be."
                    .formatted(shown(address), patience.mostBytes() >> 20);
        }

        private IOException refused(HttpResponse<?> answer) {
            var status = answer.statusCode();
            if (status == TOO_MANY_REQUESTS || status >= 500) {
                var seconds =
                        answer.headers()
                                .firstValue("Retry-After")
                                .filter(text -> text.matches("\\d{1,3}"))
                                .map(Long::parseLong)
                                .orElse(0L);
                return new Temporary(
                        "the server answers %d".formatted(status),
                        Duration.ofSeconds(Math.min(seconds, 120)),
                        null);
            }
            return new NotFetched(
                    switch (status) {
                        case 404, 410 ->
                                "There is no file at %s any more (%d). Look at the model's page for its new address."
                                        .formatted(shown(address), status);
                        case 401, 403 ->
                                "The server of %s wants to know who asks (%d). Fetch the file with a browser, then use './trapline models import'."
                                        .formatted(shown(address), status);
                        default ->
                                "%s could not be fetched: the server answers %d."
                                        .formatted(shown(address), status);
                    });
        }
    }

    /** Of an answer: its strong tag, else its date. */
    private static Optional<String> version(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> answer.headers().firstValue("Last-Modified"));
    }

    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElse("the connection failed");
    }

    /** Without a query, which may hold a token. */
    private static String shown(URI address) {
        return "%s://%s%s"
                .formatted(
                        address.getScheme(),
                        address.getRawAuthority(),
                        Optional.ofNullable(address.getRawPath()).orElse(""));
    }
}
