package trapline.runner.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands once in a file of results and is true for all its entries.
 *
 * @param detectionCategories names by id; ids are non-negative whole numbers
 * @param classificationCategories names by id; empty when nothing was classified
 * @param classificationDescriptions what else is known of a classification category, by the same
 *     ids, such as its taxonomy; may be empty
 * @param info facts about the run, such as {@code detector}; the format's version is not among them
 */
public record ResultsHeader(
        Map<String, String> detectionCategories,
        Map<String, String> classificationCategories,
        Map<String, String> classificationDescriptions,
        Map<String, JsonNode> info) {

    /** MegaDetector's categories, which other tools take for granted. */
    public static final Map<String, String> DETECTION_CATEGORIES =
            Collections.unmodifiableMap(ordered("1", "animal", "2", "person", "3", "vehicle"));

    public ResultsHeader {
        detectionCategories = categories(detectionCategories);
        classificationCategories = categories(classificationCategories);
        classificationDescriptions = copy(classificationDescriptions);
        info = copy(info);
    }

    /** What a detection's category is called. */
    public String detectionName(String id) {
        return detectionCategories.getOrDefault(id, id);
    }

    /** What a label is called. */
    public String labelName(String id) {
        return classificationCategories.getOrDefault(id, id);
    }

    private static Map<String, String> categories(Map<String, String> names) {
        names.forEach(
                (id, name) -> {
                    if (!id.matches("\\d{1,9}") || name.isBlank()) {
                        throw new IllegalArgumentException(
                                "The category '%s': '%s' needs a non-negative number and a name."
                                        .formatted(id, name));
                    }
                });
        return copy(names);
    }

    private static <T> Map<String, T> copy(Map<String, T> map) {
        // Map.copyOf would lose the order, and two exports should be alike.
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
