package trapline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks the API, as anybody's program would. */
final class DemoClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long ASK_AGAIN_MILLIS = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String authorization;

    DemoClient(int port, String email, String password) {
        base = "http://127.0.0.1:" + port;
        authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (email + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The newest capture whose path ends so, once it is completed. */
    Optional<JsonNode> await(String path, Duration longest)
            throws IOException, InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < end) {
            var newest = get("/api/captures?limit=1").path("items").path(0);
            if (newest.path("state").asText().equals("completed")) {
                var capture = get("/api/captures/" + newest.path("captureId").asText());
                if (capture.path("path").asText().endsWith(path)) {
                    return Optional.of(capture);
                }
            }
            pause();
        }
        return Optional.empty();
    }

    /** The rule that has matched because of this capture. */
    Optional<String> ruleMatchedBy(JsonNode capture) throws IOException, InterruptedException {
        var alerts = get("/api/alerts?limit=20").path("items");
        for (var alert : alerts) {
            if (alert.path("captureId").equals(capture.path("captureId"))) {
                return Optional.of(alert.path("ruleId").asText());
            }
        }
        return Optional.empty();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", authorization)
                        .timeout(Duration.ofSeconds(20))
                        .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "The API answered HTTP %d to %s.".formatted(answer.statusCode(), path));
        }
        return JSON.readTree(answer.body());
    }

    private static void pause() {
        CompletableFuture.runAsync(
                        () -> {},
                        CompletableFuture.delayedExecutor(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS))
                .join();
    }
}
