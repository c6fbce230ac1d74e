package trapline.bench.api;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Calls of the API; what is asked while people warm up is not counted. */
final class Calls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANSWER = "answer";
    private static final int SUCCESS = 200;

    private final long countedFrom;

    /**
     * @param warmUp from now on
     */
    Calls(Duration warmUp) {
        countedFrom = System.nanoTime() + warmUp.toNanos();
    }

    /**
     * Asks for JSON, see {@link #answer}.
     *
     * @param name under which it is counted; may hold <code>#{attribute}</code>, as the path may
     */
    ChainBuilder json(String name, String path) {
        return counted(
                http(name).get(path).check(status().is(SUCCESS), bodyString().saveAs(ANSWER)));
    }

    /** Asks for a picture. */
    ChainBuilder bytes(String name, String path) {
        return counted(http(name).get(path).check(status().is(SUCCESS)));
    }

    /** Keeps what stands at this JSON pointer in the last answer; nothing there: empty. */
    static ChainBuilder keep(String attribute, String pointer) {
        return exec(session -> session.set(attribute, answer(session).at(pointer).asText("")));
    }

    /** What was answered last. */
    static JsonNode answer(Session session) {
        return read(session.getString(ANSWER));
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChainBuilder counted(HttpRequestActionBuilder call) {
        return doIfOrElse(session -> System.nanoTime() >= countedFrom)
                .then(call)
                .orElse(call.silent());
    }
}
