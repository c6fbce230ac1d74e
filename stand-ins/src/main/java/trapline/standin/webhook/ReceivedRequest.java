package trapline.standin.webhook;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it arrived.
 *
 * @param target path and query
 * @param headers by name in lower case
 * @param body read as UTF-8
 */
public record ReceivedRequest(
        String method, String target, Map<String, List<String>> headers, String body) {

    public ReceivedRequest {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }
}
