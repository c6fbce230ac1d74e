package trapline.bench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** One person with a browser: logged in, and every call is timed. */
final class Person {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SUCCESS = 200;

    private final String base;
    private final Tally tally;
    private final HttpClient http;

    private String cookies = "";

    /**
     * @param http shared by all, without cookies of its own
     */
    Person(int port, HttpClient http, Tally tally) {
        this.base = "http://127.0.0.1:" + port;
        this.http = http;
        this.tally = tally;
    }

    void logIn(String email, String password) throws IOException, InterruptedException {
        var body = JSON.writeValueAsString(Map.of("email", email, "password", password));
        var request =
                HttpRequest.newBuilder(URI.create(base + "/api/login"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != SUCCESS) {
            throw new IOException("login answered " + answer.statusCode() + " " + answer.body());
        }
        cookies =
                answer.headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .collect(Collectors.joining("; "));
    }

    /**
     * @param name under which it is counted
     * @return the answer; missing if it failed, which is counted
     */
    JsonNode json(String name, String path) throws InterruptedException {
        try {
            return JSON.readTree(bytes(name, path));
        } catch (IOException e) {
            failed(name, "no JSON, " + e);
            return MissingNode.getInstance();
        }
    }

    /** As {@link #json}, of a picture. */
    byte[] bytes(String name, String path) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Cookie", cookies)
                        .timeout(PATIENCE)
                        .build();
        var started = System.nanoTime();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            tally.took(name, (System.nanoTime() - started) / 1e6);
            if (answer.statusCode() != SUCCESS) {
                failed(name, "answered " + answer.statusCode());
                return new byte[0];
            }
            return answer.body();
        } catch (IOException e) {
            failed(name, e.toString());
            return new byte[0];
        }
    }

    private void failed(String name, String why) {
        tally.failed();
        System.err.println("failed: " + name + ": " + why);
    }
}
