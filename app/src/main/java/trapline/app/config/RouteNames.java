package trapline.app.config;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of the sources' routes. A source with several folders has one route for each, called
 * after the source with a number behind, and another source may be called just that.
 */
final class RouteNames {
    private final Map<String, String> sourceByName = new HashMap<>();

    void add(Fields source) {
        var id = source.text("id").orElseThrow();
        var folders = Math.max(1, source.texts("folders").size());
        for (var number = 0; number < folders; number++) {
            var name = number == 0 ? id : id + "-" + number;
            var other = sourceByName.putIfAbsent(name, id);
            if (other != null && !other.equals(id)) {
                source.wrong(
                        "id",
                        "A folder of the source '%s' is already called '%s'."
                                .formatted(name.equals(id) ? other : id, name),
                        "Choose an id that does not end in a number.");
            }
        }
    }
}
