package trapline.condition;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * Hours of a clock, from (inclusive) until (exclusive); they wrap midnight when from is later than
 * until. From equal to until is the whole day.
 */
public record HourWindow(LocalTime from, LocalTime until) {

    public boolean contains(LocalTime time) {
        if (from.equals(until)) {
            return true;
        }
        return wraps()
                ? !time.isBefore(from) || time.isBefore(until)
                : !time.isBefore(from) && time.isBefore(until);
    }

    /** The day on which the window began that a time is in: a night belongs to its evening. */
    public LocalDate dayOf(LocalDateTime time) {
        return wraps() && time.toLocalTime().isBefore(until)
                ? time.toLocalDate().minusDays(1)
                : time.toLocalDate();
    }

    boolean wraps() {
        return from.isAfter(until);
    }
}
