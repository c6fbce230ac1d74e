package trapline.api.insight;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * On which days cameras were heard of, by a capture or a report.
 *
 * @param days in no order; a camera may have two entries of the same day
 */
record Heard(List<Day> days) {
    private static final int BYTES_OF_DAY = 48;

    /**
     * Small, because there are many and they are kept.
     *
     * @param day UTC, in days since 1970, see {@link LocalDate#ofEpochDay}
     * @param first when it was heard of first that day, in microseconds since 1970
     * @param last and last
     */
    record Day(UUID cameraId, int day, long first, long last) {}

    Heard {
        days = List.copyOf(days);
    }

    /** About how much memory it takes. */
    int bytes() {
        return days.size() * BYTES_OF_DAY;
    }
}
