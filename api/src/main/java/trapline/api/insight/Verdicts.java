package trapline.api.insight;

import java.util.List;
import java.util.UUID;

/**
 * Verified captures: what models said of them, and people.
 *
 * @param all in no order
 */
record Verdicts(List<Verdict> all) {
    private static final int BYTES_OF_ONE = 48;

    /**
     * @param at when it was taken, in microseconds since 1970
     * @param machine what the newest run was surest of; {@code blank}: of nothing
     * @param human what people said first
     */
    record Verdict(UUID cameraId, long at, String machine, String human) {}

    Verdicts {
        all = List.copyOf(all);
    }

    /** About how much memory it takes. */
    int bytes() {
        return all.size() * BYTES_OF_ONE;
    }
}
