package trapline.standin.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import trapline.standin.Faults;

/**
 * A web server on the loopback address that answers 200 to everything. It keeps the latest 1000
 * requests it has taken, and commits each of the faults it was given during one request. Safe for
 * use by many threads.
 */
public class WebhookStandIn implements AutoCloseable {
    private static final int AT_ONCE = 32;
    private static final int LARGEST = 1 << 20;
    private static final int KEPT = 1000;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private final HttpServer server;
    private final ExecutorService workers;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ReceivedRequest> received = new ArrayDeque<>();
    private final Faults<WebhookFault> faults = new Faults<>();
    private int requests;

    private WebhookStandIn(HttpServer server) {
        this.server = server;
        this.workers = Executors.newFixedThreadPool(AT_ONCE, WebhookStandIn::thread);
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
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var standIn = new WebhookStandIn(HttpServer.create(address, AT_ONCE));
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

    /** An address of this server. */
    public URI url(String pathAndQuery) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(), pathAndQuery));
    }

    /** The next so many requests suffer this fault, after those that were asked for before. */
    public void fail(WebhookFault fault, int times) {
        faults.add(fault, times);
    }

    /** Every request suffers this fault until {@link #recover}. */
    public void failAlways(WebhookFault fault) {
        faults.always(fault);
    }

    /** No more faults. */
    public void recover() {
        faults.clear();
    }

    /** The requests that are kept, oldest first. */
    public List<ReceivedRequest> received() {
        lock.lock();
        try {
            return List.copyOf(received);
        } finally {
            lock.unlock();
        }
    }

    /** How many requests came, taken or not. */
    public int requests() {
        lock.lock();
        try {
            return requests;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until so many requests are kept.
     *
     * @return those that are kept when the waiting ends, perhaps fewer
     */
    public List<ReceivedRequest> await(int count, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            var left = longest.toNanos();
            while (received.size() < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return List.copyOf(received);
        } finally {
            lock.unlock();
        }
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
            var fault = nextFault();
            if (body.length > LARGEST) {
                answer(exchange, 413);
                return;
            }
            var request = request(exchange, new String(body, StandardCharsets.UTF_8));
            if (fault.isEmpty()) {
                keep(request);
                answer(exchange, 200);
            } else {
                misbehave(exchange, request, fault.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void misbehave(HttpExchange exchange, ReceivedRequest request, WebhookFault fault)
            throws IOException, InterruptedException {
        if (fault instanceof WebhookFault.Answers answers) {
            answers.retryAfter()
                    .ifPresent(value -> exchange.getResponseHeaders().set("Retry-After", value));
            answer(exchange, answers.status());
        } else if (fault instanceof WebhookFault.Redirects redirects) {
            exchange.getResponseHeaders().set("Location", redirects.location());
            answer(exchange, 302);
        } else if (fault instanceof WebhookFault.SilentBeforeCommit) {
            keepSilent();
        } else {
            keep(request);
            if (fault instanceof WebhookFault.SilentAfterCommit) {
                keepSilent();
            } else if (fault instanceof WebhookFault.EndlessBody) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(new byte[64 * 1024]);
                exchange.getResponseBody().flush();
                keepSilent();
            }
        }
    }

    private void keepSilent() throws InterruptedException {
        closing.await(LONGEST_SILENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void keep(ReceivedRequest request) {
        lock.lock();
        try {
            received.addLast(request);
            if (received.size() > KEPT) {
                received.removeFirst();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Optional<WebhookFault> nextFault() {
        lock.lock();
        try {
            requests++;
            changed.signalAll();
            return faults.take();
        } finally {
            lock.unlock();
        }
    }

    private static ReceivedRequest request(HttpExchange exchange, String body) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new ReceivedRequest(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "webhook-stand-in");
        thread.setDaemon(true);
        return thread;
    }
}
