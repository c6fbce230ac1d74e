package trapline.api.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time, from an instant until before another, in microseconds as the database keeps
 * time.
 */
record Period(Instant from, Instant to) {

    Period {
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("ends before it begins: %s %s".formatted(from, to));
        }
    }

    /**
     * The months of the calendar, UTC, that cover it, in their order; where it holds a whole year,
     * that year. Whatever time people ask for, they ask for the same parts.
     */
    List<Period> parts() {
        var parts = new ArrayList<Period>();
        var start = firstDay().withDayOfMonth(1);
        while (instant(start).isBefore(to)) {
            var year = start.plusYears(1);
            var isWhole = start.getMonth() == Month.JANUARY && !instant(year).isAfter(to);
            var next = isWhole ? year : start.plusMonths(1);
            parts.add(new Period(instant(start), instant(next)));
            start = next;
        }
        return parts;
    }

    LocalDate firstDay() {
        return day(from);
    }

    /** The day, UTC, on which its last moment lies. */
    LocalDate lastDay() {
        return day(to.minus(1, ChronoUnit.MICROS));
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Instant instant(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
