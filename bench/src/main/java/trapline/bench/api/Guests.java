package trapline.bench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prepares what people need before they ask: sessions, and which cameras there are. */
final class Guests {
    static final String EMAIL = "bench@example.org";
    static final String PASSWORD = "bench-password-of-nobody";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SUCCESS = 200;

    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param address of the server, without a slash at the end
     */
    Guests(String address) {
        this.address = address;
    }

    /** What the header {@code Cookie} says in each of so many sessions. */
    List<String> sessions(int number) {
        var sessions = new ArrayList<String>();
        for (var i = 0; i < number; i++) {
            sessions.add(session());
        }
        return sessions;
    }

    private String session() {
        var login = JSON.createObjectNode().put("email", EMAIL).put("password", PASSWORD);
        var answer =
                send(
                        request("/api/login")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(login.toString())));
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
    }

    /** As the API lists them. */
    List<JsonNode> cameras(String session) {
        var cameras = new ArrayList<JsonNode>();
        Calls.read(send(request("/api/cameras?limit=200").header("Cookie", session)).body())
                .path("items")
                .forEach(cameras::add);
        return cameras;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != SUCCESS) {
                throw new IllegalStateException(
                        answer.uri() + " answered " + answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException("the server does not answer at " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("told to end", e);
        }
    }
}
