package trapline.event;

import java.util.Locale;

/** What an event came from. */
public enum EventKind {
    /** Captures that belong together. */
    SIGHTING,
    /** A check found something about a camera. */
    CAMERA,
    /** A check found that something was not seen. */
    ABSENCE,
    /** Somebody may be stealing a camera. */
    THEFT,
    /** A check found something about the installation itself. */
    SYSTEM,
    /** Gathered for one message. */
    DIGEST;

    /** As written in JSON and the database. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is none of this name
     */
    public static EventKind of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
