package trapline.alert;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * When alerts that were gathered are told.
 *
 * @param at the time of the day; of an hourly digest the minutes count
 * @param day of a weekly digest
 * @param zone of the clock
 */
public record Digest(Every every, LocalTime at, DayOfWeek day, ZoneId zone) {

    /** How often. Monthly is on the first. */
    public enum Every {
        HOURLY,
        DAILY,
        WEEKLY,
        MONTHLY
    }

    /** The newest time at which one was due, at or before now. */
    Instant lastDue(Instant now) {
        var here = now.atZone(zone);
        var due = near(here);
        return (due.isAfter(here) ? earlier(due) : due).toInstant();
    }

    /** The one before. */
    Instant before(Instant due) {
        return earlier(due.atZone(zone)).toInstant();
    }

    private ZonedDateTime near(ZonedDateTime here) {
        var today = here.toLocalDate();
        return switch (every) {
            case HOURLY -> here.truncatedTo(ChronoUnit.HOURS).plusMinutes(at.getMinute());
            case DAILY -> today.atTime(at).atZone(zone);
            case WEEKLY ->
                    today.with(TemporalAdjusters.previousOrSame(day)).atTime(at).atZone(zone);
            case MONTHLY -> today.withDayOfMonth(1).atTime(at).atZone(zone);
        };
    }

    /** By the clock on the wall, so that a digest at seven stays at seven. */
    private ZonedDateTime earlier(ZonedDateTime due) {
        return switch (every) {
            case HOURLY -> due.minusHours(1);
            case DAILY -> due.toLocalDate().minusDays(1).atTime(at).atZone(zone);
            case WEEKLY -> due.toLocalDate().minusWeeks(1).atTime(at).atZone(zone);
            case MONTHLY -> due.toLocalDate().minusMonths(1).atTime(at).atZone(zone);
        };
    }
}
