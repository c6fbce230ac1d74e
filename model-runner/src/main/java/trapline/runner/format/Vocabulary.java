package trapline.runner.format;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives names the numbers that the formats want, in the order in which they come. */
public final class Vocabulary {
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final int first;

    private Vocabulary(int first) {
        this.first = first;
    }

    /** Begins with MegaDetector's categories. */
    public static Vocabulary ofDetections() {
        // 0 is informally kept for "empty".
        var vocabulary = new Vocabulary(1);
        ResultsHeader.DETECTION_CATEGORIES.values().forEach(vocabulary::id);
        return vocabulary;
    }

    public static Vocabulary ofLabels() {
        return new Vocabulary(0);
    }

    /** The number of a name, a new one if it is new. */
    public String id(String name) {
        return ids.computeIfAbsent(name, unknown -> String.valueOf(first + ids.size()));
    }

    /** Names by number. */
    public Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        ids.forEach((name, id) -> names.put(id, name));
        return Collections.unmodifiableMap(names);
    }
}
