package trapline.standin.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it arrived.
 *
 * @param path still percent-encoded, without the query
 * @param target path and query, as they came
 * @param query decoded, by name; empty: none
 * @param headers by name in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, and never compared
public record StandInRequest(
        String method,
        String path,
        String target,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body) {

    public StandInRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The body read as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /** The first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }
}
