package trapline.api.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a key may be used for, within what its role may. A key without scopes may all of that. */
public enum KeyScope {
    /** Looking at everything. */
    READ("GET HEAD", "/api/"),
    /** Asking for exports, and fetching them. */
    EXPORT("GET HEAD POST DELETE", "/api/exports"),
    /** Bringing the files of memory cards. */
    UPLOAD("GET HEAD POST PATCH DELETE OPTIONS", "/api/cards /api/uploads"),
    /** Reading the metrics. */
    METRICS("GET", "/actuator/prometheus");

    private final String methods;
    private final String paths;

    KeyScope(String methods, String paths) {
        this.methods = methods;
        this.paths = paths;
    }

    /** As written in JSON and in the database. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such scope
     */
    @JsonCreator
    public static KeyScope of(String id) {
        return Arrays.stream(values())
                .filter(scope -> scope.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "must be one of "
                                                + Arrays.stream(values())
                                                        .map(KeyScope::id)
                                                        .collect(Collectors.joining(", "))));
    }

    /** Whether a request is within this scope. Everybody may ask who they are. */
    boolean allows(String method, String path) {
        if (path.equals("/api/me") && method.equals("GET")) {
            return true;
        }
        return List.of(methods.split(" ")).contains(method)
                && Stream.of(paths.split(" ")).anyMatch(start -> isUnder(path, start));
    }

    private static boolean isUnder(String path, String start) {
        return start.endsWith("/")
                ? path.startsWith(start)
                : path.equals(start) || path.startsWith(start + "/");
    }
}
