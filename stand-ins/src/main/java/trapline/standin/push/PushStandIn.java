package trapline.standin.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import trapline.standin.Faults;
import trapline.standin.http.Arrivals;
import trapline.standin.http.HttpFault;
import trapline.standin.http.HttpStandIn;
import trapline.standin.http.Party;
import trapline.standin.http.StandInReply;
import trapline.standin.http.StandInRequest;

/**
 * A push server (RFC 8030) that demands a signature (RFC 8292), and the browsers behind it, which
 * decrypt what they get. Safe for many threads.
 */
public final class PushStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final int KEPT = 1000;
    private static final int LARGEST = 4096;
    private static final long LONGEST_TOKEN_SECONDS = 86_400;
    private static final Pattern VAPID = Pattern.compile("vapid t=([^,\\s]+), ?k=([\\w-]+)");

    private final Server party = new Server();
    private final HttpStandIn server;
    private final Map<String, Browser> browsers = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Arrivals<Pushed> arrivals = new Arrivals<>(KEPT);

    /**
     * One notification, as the browser reads it.
     *
     * @param endpoint the browser's
     */
    public record Pushed(
            String endpoint, JsonNode message, String urgency, String topic, Duration alive) {}

    private PushStandIn(int port) {
        server = HttpStandIn.start(party, port);
    }

    /** Starts on a free port. */
    public static PushStandIn start() {
        return start(0);
    }

    public static PushStandIn start(int port) {
        return new PushStandIn(port);
    }

    public URI url() {
        return server.url();
    }

    /** As the configuration of a channel names it. */
    public String hostAndPort() {
        return "127.0.0.1:" + server.port();
    }

    public Faults<HttpFault> faults() {
        return server.faults();
    }

    /** A fault that can be asked for by name on the inbox page. */
    public HttpFault faultNamed(String name) {
        return party.faults().get(name);
    }

    /** A browser whose owner has just said yes, under its endpoint. */
    public Map.Entry<String, Browser> subscribe() {
        var path = "/send/" + UUID.randomUUID();
        var browser = new Browser();
        synchronized (browsers) {
            browsers.put(path, browser);
        }
        return Map.entry(server.url() + path, browser);
    }

    /** The browser's owner has taken the yes back. */
    public void unsubscribe(String endpoint) {
        synchronized (browsers) {
            gone.add(URI.create(endpoint).getPath());
        }
    }

    /** What browsers got, oldest first. */
    public List<Pushed> pushed() {
        return arrivals.all();
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Server implements Party {
        @Override
        public String name() {
            return "Web push";
        }

        @Override
        public Map<String, HttpFault> faults() {
            return Map.ofEntries(
                    Map.entry("400", answers(400, "bad request")),
                    Map.entry("401", answers(401, "no token")),
                    Map.entry("403", answers(403, "the key is another")),
                    Map.entry("404", answers(404, "unknown")),
                    Map.entry("410", answers(410, "expired")),
                    Map.entry("413", answers(413, "too large")),
                    Map.entry("429", answers(429, "too many")),
                    Map.entry(
                            "429-wait",
                            new HttpFault.Answers(
                                    StandInReply.text(429, "text/plain", "too many")
                                            .with("Retry-After", "120"))),
                    Map.entry("500", answers(500, "broken")),
                    Map.entry("503", answers(503, "away")),
                    Map.entry("silent-before", new HttpFault.SilentBeforeCommit()),
                    Map.entry("silent-after", new HttpFault.SilentAfterCommit()),
                    Map.entry("drops-before", new HttpFault.DropsBeforeCommit()),
                    Map.entry("drops-after", new HttpFault.DropsAfterCommit()),
                    Map.entry("slow", HttpFault.Slow.A_LITTLE));
        }

        private HttpFault answers(int status, String words) {
            return new HttpFault.Answers(StandInReply.text(status, "text/plain", words));
        }

        @Override
        public StandInReply answer(StandInRequest request) {
            Optional<Browser> browser;
            synchronized (browsers) {
                if (gone.contains(request.path())) {
                    return refused(410, "expired");
                }
                browser = Optional.ofNullable(browsers.get(request.path()));
            }
            if (browser.isEmpty() || !request.method().equals("POST")) {
                return refused(404, "unknown: " + request.path());
            }
            var wrong = mistake(request);
            if (wrong.isPresent()) {
                return wrong.get();
            }
            try {
                arrivals.add(
                        new Pushed(
                                server.url() + request.path(),
                                JSON.readTree(browser.get().read(request.body())),
                                request.header("Urgency").orElse("normal"),
                                request.header("Topic").orElse(""),
                                Duration.ofSeconds(
                                        Long.parseLong(request.header("TTL").orElseThrow()))));
                return StandInReply.empty(201).with("Location", server.url() + "/m/1");
            } catch (GeneralSecurityException | IOException e) {
                return refused(400, "cannot be decrypted: " + e.getClass().getSimpleName());
            }
        }

        private Optional<StandInReply> mistake(StandInRequest request) {
            if (!request.header("TTL").orElse("").matches("\\d{1,9}")) {
                return Optional.of(refused(400, "no TTL"));
            }
            if (!request.header("Content-Encoding").orElse("").equals("aes128gcm")) {
                return Optional.of(refused(400, "no aes128gcm"));
            }
            if (!request.header("Topic").orElse("").matches("[\\w-]{0,32}")
                    || !request.header("Urgency")
                            .orElse("normal")
                            .matches("very-low|low|normal|high")) {
                return Optional.of(refused(400, "topic or urgency is wrong"));
            }
            if (request.body().length > LARGEST) {
                return Optional.of(refused(413, "too large"));
            }
            return isSigned(request.header("Authorization").orElse(""))
                    ? Optional.empty()
                    : Optional.of(refused(403, "not signed"));
        }

        private boolean isSigned(String authorization) {
            var vapid = VAPID.matcher(authorization);
            if (!vapid.matches()) {
                return false;
            }
            var parts = vapid.group(1).split("\\.");
            try {
                var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
                signature.initVerify(Browser.key(DECODER.decode(vapid.group(2))));
                signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
                var claims = JSON.readTree(DECODER.decode(parts[1]));
                var head = JSON.readTree(DECODER.decode(parts[0]));
                return parts.length == 3
                        && signature.verify(DECODER.decode(parts[2]))
                        && head.path("alg").asText().equals("ES256")
                        && claims.path("aud").asText().equals(server.url().toString())
                        && claims.path("exp").asLong() > LONGEST_TOKEN_SECONDS
                        && claims.path("sub").asText().matches("(mailto:|https:).+");
            } catch (GeneralSecurityException | IOException e) {
                // The answer says that it is not signed.
                return false;
            }
        }

        private StandInReply refused(int status, String words) {
            return StandInReply.text(status, "text/plain", words);
        }

        @Override
        public List<Shown> inbox() {
            return pushed().stream()
                    .map(p -> new Shown(p.endpoint(), p.message().toPrettyString(), List.of()))
                    .toList();
        }
    }
}
