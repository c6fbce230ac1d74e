package trapline.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import trapline.condition.CameraFacts.Battery;

/** How long a battery lasts, by a straight line through what was reported since it was changed. */
final class BatteryForecast {
    /** A rise by so many percent is a new or charged battery. */
    private static final int CHANGED = 10;

    private static final int FEWEST = 3;
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final double SECONDS_A_DAY = 86_400;

    private BatteryForecast() {}

    /**
     * @param readings oldest first
     * @return days until 0 percent, 0 or more; empty when there are too few readings or the battery
     *     does not fall
     */
    static OptionalDouble daysLeft(List<Battery> readings, Instant now) {
        var begin = 0;
        for (var i = 1; i < readings.size(); i++) {
            if (readings.get(i).percent() - readings.get(i - 1).percent() >= CHANGED) {
                begin = i;
            }
        }
        var since = readings.subList(begin, readings.size());
        if (since.size() < FEWEST
                || Duration.between(since.get(0).at(), since.get(since.size() - 1).at())
                                .compareTo(SHORTEST)
                        < 0) {
            return OptionalDouble.empty();
        }
        return untilEmpty(since, now);
    }

    /** Least squares, in days from the first reading. */
    private static OptionalDouble untilEmpty(List<Battery> readings, Instant now) {
        var first = readings.get(0).at();
        var days = readings.stream().mapToDouble(r -> days(first, r.at())).toArray();
        var meanDay = Arrays.stream(days).average().orElseThrow();
        var meanPercent = readings.stream().mapToInt(Battery::percent).average().orElseThrow();
        var together = 0.0;
        var square = 0.0;
        for (var i = 0; i < days.length; i++) {
            together += (days[i] - meanDay) * (readings.get(i).percent() - meanPercent);
            square += (days[i] - meanDay) * (days[i] - meanDay);
        }
        var slope = together / square;
        if (!(slope < 0)) {
            return OptionalDouble.empty();
        }
        var emptyAt = meanDay - meanPercent / slope;
        return OptionalDouble.of(Math.max(0, emptyAt - days(first, now)));
    }

    private static double days(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / SECONDS_A_DAY;
    }
}
