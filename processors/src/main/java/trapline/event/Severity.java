package trapline.event;

import java.util.Locale;

/** How much an event matters. Only what is critical is told in quiet hours. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** As written in JSON, YAML and the database. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Severity of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
