package trapline.runner.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import trapline.runner.Picture;
import trapline.runner.RawPixels;
import trapline.runner.Waits;

/** A service on a free port of this machine, and somebody who calls it. */
final class RunningService implements AutoCloseable {
    static final String KEY = "a-key-of-sufficient-length";

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServletWebServerApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningService(Path models, String... settings) {
        var all = new ArrayList<>(List.of(settings));
        all.add("--trapline.runner.port=0");
        all.add("--trapline.runner.watch=50ms");
        all.add("--trapline.runner.models=" + models);
        context =
                (ServletWebServerApplicationContext) ModelService.start(all.toArray(String[]::new));
    }

    int port() {
        return context.getWebServer().getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(LONGEST);
    }

    /** The request's own limit ends with the headers; this one holds for the whole answer. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        return Waits.get(http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    HttpResponse<String> post(String path, byte[] picture) {
        return post(path, "image/jpeg", picture);
    }

    HttpResponse<String> postPixels(String path, Picture picture) {
        return post(path, RawPixels.type(picture), picture.rgb());
    }

    HttpResponse<String> post(String path, String type, byte[] body) {
        return send(
                request(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> postJson(String path, String body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String reason(HttpResponse<String> answer) {
        return answer.statusCode() + " " + json(answer).path("reason").asText();
    }

    /** Waits for a condition. */
    static void until(String what, Supplier<Boolean> condition) {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.get()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within %s: %s".formatted(LONGEST, what));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            // Nobody counts it down: only the time ends it.
            if (new CountDownLatch(1).await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the latch cannot open");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }

    static byte[] jpeg(int width, int height) {
        return encode(width, height, "jpeg");
    }

    static byte[] encode(int width, int height, String format) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(0x335533));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
