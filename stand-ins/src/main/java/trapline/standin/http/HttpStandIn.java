package trapline.standin.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import trapline.standin.Faults;

/**
 * An HTTP server on the loopback address that answers as a {@link Party} does, and commits each of
 * the faults it was given during one request. {@code /_inbox} shows what arrived; a {@code POST} to
 * {@code /_faults} with the form fields {@code fault} and {@code times} switches a fault on.
 */
public final class HttpStandIn implements AutoCloseable {
    private static final int AT_ONCE = 64;
    private static final int LARGEST = 64 << 20;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private final Party party;
    private final HttpServer server;
    private final ExecutorService workers;
    private final InboxHtml page;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Faults<HttpFault> faults = new Faults<>();
    private final AtomicInteger requests = new AtomicInteger();

    private HttpStandIn(Party party, HttpServer server) {
        this.party = party;
        this.server = server;
        this.page = new InboxHtml(party, faults);
        this.workers = Executors.newFixedThreadPool(AT_ONCE, HttpStandIn::thread);
    }

    /**
     * @param port 0: any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static HttpStandIn start(Party party, int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var standIn = new HttpStandIn(party, HttpServer.create(address, AT_ONCE));
            standIn.server.setExecutor(standIn.workers);
            standIn.server.createContext("/", standIn::handle);
            standIn.server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Where it listens, without a path. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Which faults the next requests suffer. */
    public Faults<HttpFault> faults() {
        return faults;
    }

    /** How many requests came, served or not. */
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(LARGEST + 1);
            var request = request(exchange, body);
            if (page.isFor(request)) {
                answer(exchange, page.answer(request));
            } else if (body.length > LARGEST) {
                answer(exchange, StandInReply.empty(413));
            } else {
                requests.incrementAndGet();
                var fault = party.suffers(request) ? faults.take() : Optional.<HttpFault>empty();
                if (fault.isEmpty()) {
                    answer(exchange, party.answer(request));
                } else {
                    misbehave(exchange, request, fault.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void misbehave(HttpExchange exchange, StandInRequest request, HttpFault fault)
            throws IOException, InterruptedException {
        if (fault instanceof HttpFault.Answers answers) {
            answer(exchange, answers.reply());
        } else if (fault instanceof HttpFault.SilentBeforeCommit) {
            keepSilent(LONGEST_SILENCE);
        } else if (fault instanceof HttpFault.Slow slow) {
            keepSilent(slow.before());
            answer(exchange, party.answer(request));
        } else if (!(fault instanceof HttpFault.DropsBeforeCommit)) {
            afterCommit(exchange, party.answer(request), fault);
        }
    }

    /** What is left unanswered here is hung up. */
    private void afterCommit(HttpExchange exchange, StandInReply usual, HttpFault fault)
            throws IOException, InterruptedException {
        if (fault instanceof HttpFault.AnswersAfterCommit answers) {
            answer(exchange, answers.reply());
        } else if (fault instanceof HttpFault.SlowAnswer slow) {
            keepSilent(slow.after());
            answer(exchange, usual);
        } else if (fault instanceof HttpFault.SilentAfterCommit) {
            keepSilent(LONGEST_SILENCE);
        } else if (fault instanceof HttpFault.EndlessAnswer) {
            exchange.sendResponseHeaders(usual.status(), 0);
            exchange.getResponseBody().write(usual.body(), 0, usual.body().length / 2);
            exchange.getResponseBody().flush();
            keepSilent(LONGEST_SILENCE);
        }
    }

    private void keepSilent(Duration time) throws InterruptedException {
        closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void answer(HttpExchange exchange, StandInReply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        var body = reply.body();
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static StandInRequest request(HttpExchange exchange, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        var uri = exchange.getRequestURI();
        return new StandInRequest(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.toString(),
                form(Optional.ofNullable(uri.getRawQuery()).orElse("")),
                headers,
                body);
    }

    /** Fields of {@code application/x-www-form-urlencoded} text, decoded. */
    public static Map<String, List<String>> form(String text) {
        Map<String, List<String>> fields = new HashMap<>();
        for (var pair : text.split("&")) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                fields.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "http-stand-in");
        thread.setDaemon(true);
        return thread;
    }
}
