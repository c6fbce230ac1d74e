package trapline.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One visitor: keeps cookies as a browser does, and sends the CSRF header as a page does. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
    private final Map<String, String> headers = new LinkedHashMap<>();

    Client(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** Sends this header from now on. */
    Client with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Client withBasic(String email, String password) {
        var pair = (email + ":" + password).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    Client withKey(String secret) {
        return with("Authorization", "Bearer " + secret);
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, String json) {
        return send("POST", path, json);
    }

    Answer send(String method, String path, String json) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::setHeader);
        if (json != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (!headers.containsKey("X-XSRF-TOKEN") && !headers.containsKey("Authorization")) {
            cookie("XSRF-TOKEN").ifPresent(token -> request.setHeader("X-XSRF-TOKEN", token));
        }
        var body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        try {
            return new Answer(
                    http.send(request.method(method, body).build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One piece of a file, with these further headers. */
    Answer send(String method, String path, byte[] bytes, String... more) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::setHeader);
        request.headers(more);
        try {
            return new Answer(
                    http.send(
                            request.method(method, BodyPublishers.ofByteArray(bytes)).build(),
                            BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** What came back. */
    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        byte[] bytes() {
            return response.body();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String allHeaders() {
            return response.headers().map().toString();
        }

        JsonNode json() {
            try {
                return JSON.readTree(text());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(text(), e);
            }
        }
    }
}
