package trapline.app.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one runner once, and says in its own words what came of it. */
final class RunnerCalls {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;

    /** Only these, named by the runner itself, are a verdict on the picture. */
    private static final Set<String> UNREADABLE =
            Set.of("empty", "not-a-picture", "too-many-pixels", "broken-picture", "too-large");

    private static final String NO_MODEL = "no-model";
    private static final String OTHER_MODEL = "other-model";
    private static final Set<String> NEEDS_BYTES = Set.of("unknown-blob", "no-blob-store");

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final ObjectMapper json;
    private final Optional<String> key;
    private final Duration timeout;

    RunnerCalls(ObjectMapper json, Optional<String> key, Duration timeout) {
        this.json = json;
        this.key = key;
        this.timeout = timeout;
    }

    /** Sends what is asked about. */
    Outcome send(URI runner, String path, Content content) throws InterruptedException {
        return call(
                request(runner, path)
                        .header("Content-Type", content.type())
                        .POST(content.bytes().get())
                        .build());
    }

    /** Names the blob, for the runner to read it by itself. */
    Outcome point(URI runner, String path, String blobKey) throws InterruptedException {
        return call(
                request(runner, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body(blobKey)))
                        .build());
    }

    private String body(String blobKey) {
        try {
            return json.writeValueAsString(Map.of("blobKey", blobKey));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always JSON", e);
        }
    }

    private HttpRequest.Builder request(URI runner, String path) {
        var request = HttpRequest.newBuilder(URI.create(runner + path)).timeout(timeout);
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    /** The client's own timeout ends with the headers; this one holds for the whole answer. */
    private Outcome call(HttpRequest request) throws InterruptedException {
        var answer = http.sendAsync(request, info -> new LimitedBody(LARGEST_ANSWER));
        try {
            return outcome(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Outcome.Away("no answer within %d s".formatted(timeout.toSeconds()));
        } catch (ExecutionException e) {
            return new Outcome.Away(words(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private Outcome outcome(HttpResponse<byte[]> response) {
        var status = response.statusCode();
        if (status == TOO_MANY) {
            return new Outcome.Busy(pause(response));
        }
        JsonNode said;
        try {
            said = json.readTree(response.body());
        } catch (IOException e) {
            return new Outcome.Away("HTTP %d with a body that is no JSON".formatted(status));
        }
        if (status == OK) {
            return new Outcome.Said(said);
        }
        var reason = said.path("reason").asText();
        if ((status == UNPROCESSABLE || status == TOO_LARGE) && UNREADABLE.contains(reason)) {
            return new Outcome.Unreadable(reason, said.path("detail").asText());
        }
        if (NEEDS_BYTES.contains(reason)) {
            return new Outcome.NeedsBytes();
        }
        if (reason.equals(NO_MODEL)) {
            return new Outcome.NoModel();
        }
        if (reason.equals(OTHER_MODEL)) {
            return new Outcome.OtherModel();
        }
        return new Outcome.Away("HTTP %d %s".formatted(status, reason).strip());
    }

    private static Duration pause(HttpResponse<?> response) {
        try {
            var seconds =
                    Duration.ofSeconds(
                            Long.parseLong(
                                    response.headers().firstValue("Retry-After").orElse("1")));
            if (seconds.isNegative() || seconds.compareTo(LONGEST_PAUSE) > 0) {
                return LONGEST_PAUSE;
            }
            return seconds;
        } catch (NumberFormatException e) {
            // It may be a date; the runner never sends one, a proxy before it might.
            return USUAL_PAUSE;
        }
    }

    private static String words(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    }
}
