package trapline.api.capture;

/**
 * Along which index a list of captures is read.
 *
 * @param seen along what was seen, not along the captures: so that what is rare is found quickly
 * @param taken in the order in which they were taken, not received: where a time of taking is asked
 *     for, the others need not be looked at
 */
record CapturesAlong(boolean seen, boolean taken) {

    static CapturesAlong of(CaptureQuery query) {
        return new CapturesAlong(
                query.label() != null || query.category() != null, query.isAboutTimeTaken());
    }

    /** The column that says in which order. */
    String column() {
        return taken ? "captured_at" : "received_at";
    }

    /** The same, with the table that it is read from. */
    String time() {
        return (seen ? "s." : "c.") + column();
    }

    String id() {
        return seen ? "s.capture_id" : "c.capture_id";
    }
}
