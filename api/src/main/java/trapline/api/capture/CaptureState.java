package trapline.api.capture;

import java.util.Locale;

/** How far a capture came, as people see it: a failed job stops it wherever it was. */
enum CaptureState {
    RECEIVED,
    DETECTED,
    CLASSIFIED,
    COMPLETED,
    STORED,
    FAILED;

    /** As written in JSON and in the database. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
