package trapline.standin.runner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import trapline.standin.Faults;

/**
 * A model runner on the loopback address that sees one animal, a stoat, on every picture. It
 * commits each of the faults it was given during one request. May be used by many threads.
 */
public final class RunnerStandIn implements AutoCloseable {
    private static final int AT_ONCE = 16;
    private static final long LONGEST_SILENCE_SECONDS = 120;
    private static final String BOX = "[0.25, 0.25, 0.5, 0.5]";

    private final String name;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Faults<RunnerFault> faults = new Faults<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private RunnerStandIn(String name, int port) throws IOException {
        this.name = name;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/v1/", this::answer);
        server.setExecutor(workers);
        server.start();
    }

    /**
     * @param name of its detector, so that one knows who answered
     * @param port 0: any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static RunnerStandIn start(String name, int port) {
        try {
            return new RunnerStandIn(name, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One request.
     *
     * @param authorization what stood in the header; empty: nothing
     */
    public record Asked(String path, String authorization, String contentType, int bytes) {}

    public int port() {
        return server.getAddress().getPort();
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** The next requests suffer this. */
    public void fail(RunnerFault fault, int times) {
        faults.add(fault, times);
    }

    /** Every request suffers this from now on. */
    public void failAlways(RunnerFault fault) {
        faults.always(fault);
    }

    /** No more faults. */
    public void heal() {
        faults.clear();
    }

    /** All requests so far, those that were answered with a fault too. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            asked.add(
                    new Asked(
                            exchange.getRequestURI().toString(),
                            header(exchange, "Authorization"),
                            header(exchange, "Content-Type"),
                            body.length));
            var fault = faults.take();
            if (fault.isPresent()) {
                commit(fault.get(), exchange);
            } else {
                send(exchange, 200, said(exchange.getRequestURI().toString(), BOX));
            }
        }
    }

    private void commit(RunnerFault fault, HttpExchange exchange) throws IOException {
        switch (fault) {
            case BUSY -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(exchange, 429, problem("busy"));
            }
            case MODEL_FAILED -> send(exchange, 503, problem("model-failed"));
            case NO_MODEL -> send(exchange, 503, problem("no-model"));
            case WRONG_KEY -> send(exchange, 401, problem("wrong-key"));
            case UNKNOWN_BLOB -> send(exchange, 404, problem("unknown-blob"));
            case UNREADABLE -> send(exchange, 422, problem("broken-picture"));
            case PROXY_TOO_LARGE -> send(exchange, 413, "<html>Too large</html>");
            case NONSENSE ->
                    send(
                            exchange,
                            200,
                            said(exchange.getRequestURI().toString(), "[0.9, 0.9, 0.5, 0.5]"));
            case NO_JSON -> send(exchange, 200, "hello");
            case HALF_ANSWER -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("{\"detect".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            case SILENCE -> waitUntilClosing();
        }
    }

    private void waitUntilClosing() {
        try {
            closing.await(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String said(String path, String box) {
        if (path.startsWith("/v1/classify")) {
            var crop = "{\"bbox\": %s, \"classifications\": %s}".formatted(box, labels());
            var crops = String.join(", ", Collections.nCopies(boxes(path), crop));
            return "{\"classifier\": {\"name\": \"namer\", \"version\": \"1\"}, \"crops\": [%s]}"
                    .formatted(crops);
        }
        return """
        {"picture": {"width": 640, "height": 480, "truncated": false},
         "detector": {"name": "%s", "version": "1"},
         "classifier": {"name": "namer", "version": "1"},
         "detections": [{"category": "animal", "label": "animal", "confidence": 0.9,
                         "bbox": %s, "classifications": %s}],
         "preview": "%s"}
        """
                .formatted(name, box, labels(), Base64.getEncoder().encodeToString(jpeg()));
    }

    private static String labels() {
        return "[{\"label\": \"stoat\", \"confidence\": 0.8}]";
    }

    private static int boxes(String path) {
        return Math.max(1, path.split("box=", -1).length - 1);
    }

    private static String problem(String reason) {
        return "{\"title\": \"No\", \"detail\": \"It is so.\", \"reason\": \"%s\"}"
                .formatted(reason);
    }

    private static byte[] jpeg() {
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
