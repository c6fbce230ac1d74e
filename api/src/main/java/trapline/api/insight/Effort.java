package trapline.api.insight;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * How long a camera worked.
 *
 * @param trapDays the days of all stretches
 * @param stretches in the order of time; never none
 */
record Effort(UUID cameraId, String camera, String place, int trapDays, List<Stretch> stretches) {

    /**
     * Days on which a camera was heard of without a gap of three days or more, UTC.
     *
     * @param to the last of them
     * @param gapBefore days without a word before it; 0: it is the first
     */
    record Stretch(LocalDate from, LocalDate to, int days, int gapBefore) {}
}
