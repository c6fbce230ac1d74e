package trapline.api.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

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
    List<Period> months() {
        return parts(
                firstDay().withDayOfMonth(1),
                start -> {
                    var year = start.plusYears(1);
                    return start.getMonth() == Month.JANUARY && !instant(year).isAfter(to)
                            ? year
                            : start.plusMonths(1);
                });
    }

    /** The years of the calendar, UTC, that cover it, in their order. */
    List<Period> years() {
        return parts(firstDay().withDayOfYear(1), start -> start.plusYears(1));
    }

    private List<Period> parts(LocalDate first, UnaryOperator<LocalDate> next) {
        var parts = new ArrayList<Period>();
        for (var start = first; instant(start).isBefore(to); start = next.apply(start)) {
            parts.add(new Period(instant(start), instant(next.apply(start))));
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
