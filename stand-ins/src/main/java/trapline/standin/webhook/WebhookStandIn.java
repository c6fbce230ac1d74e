package trapline.standin.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import trapline.standin.Faults;
import trapline.standin.http.Arrivals;
import trapline.standin.http.HttpFault;
import trapline.standin.http.HttpStandIn;
import trapline.standin.http.Party;
import trapline.standin.http.StandInReply;
import trapline.standin.http.StandInRequest;

/**
 * A web server on the loopback address that answers 200 to everything. It keeps the latest 1000
 * requests it has taken, and commits each of the faults it was given during one request. Safe for
 * use by many threads.
 */
public final class WebhookStandIn implements AutoCloseable {
    private static final int KEPT = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Arrivals<ReceivedRequest> received = new Arrivals<>(KEPT);
    private final AtomicInteger taken = new AtomicInteger();
    private final HttpStandIn server;

    private WebhookStandIn(int port) {
        this.server = HttpStandIn.start(new Hook(), port);
    }

    /** Starts on a free port. */
    public static WebhookStandIn start() {
        return start(0);
    }

    /**
     * @param port 0: any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static WebhookStandIn start(int port) {
        return new WebhookStandIn(port);
    }

    public int port() {
        return server.port();
    }

    /** An address of this server. */
    public URI url(String pathAndQuery) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(), pathAndQuery));
    }

    /** Which faults the next requests suffer. */
    public Faults<HttpFault> faults() {
        return server.faults();
    }

    /** The next so many requests suffer this fault, after those that were asked for before. */
    public void fail(HttpFault fault, int times) {
        server.faults().add(fault, times);
    }

    /** Every request suffers this fault until {@link #recover}. */
    public void failAlways(HttpFault fault) {
        server.faults().always(fault);
    }

    /** No more faults. */
    public void recover() {
        server.faults().clear();
    }

    /** The requests that are kept, oldest first. */
    public List<ReceivedRequest> received() {
        return received.all();
    }

    /** How many requests came, taken or not. */
    public int requests() {
        return server.requests();
    }

    /** How many requests were taken, kept or not. */
    public int taken() {
        return taken.get();
    }

    /**
     * Waits until so many requests are kept.
     *
     * @return those that are kept when the waiting ends, perhaps fewer
     */
    public List<ReceivedRequest> await(int count, Duration longest) throws InterruptedException {
        return received.await(count, longest);
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Hook implements Party {
        @Override
        public String name() {
            return "Webhook";
        }

        @Override
        public StandInReply answer(StandInRequest request) {
            taken.incrementAndGet();
            received.add(
                    new ReceivedRequest(
                            request.method(), request.target(), request.headers(), request.text()));
            return StandInReply.text(200, "text/plain", "Taken, thank you.");
        }

        @Override
        public List<Shown> inbox() {
            return received.all().stream()
                    .map(one -> new Shown(one.target(), readable(one), List.of()))
                    .toList();
        }

        @Override
        public Map<String, HttpFault> faults() {
            return WebhookFaults.all();
        }

        private String readable(ReceivedRequest request) {
            var signature =
                    request.header("X-Trapline-Signature")
                            .map("X-Trapline-Signature: %s%n"::formatted)
                            .orElse("");
            try {
                return signature + JSON.readTree(request.body()).toPrettyString();
            } catch (JsonProcessingException e) {
                // Whoever posts something else than JSON wants to see that.
                return signature + request.body();
            }
        }
    }
}
