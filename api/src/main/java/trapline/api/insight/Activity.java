package trapline.api.insight;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * When within the day events begin: counts by the hour, and a circular kernel density.
 *
 * @param events how many it is made of
 * @param leftOut events without a position, or without sunrise that day, when sun time was asked
 *     for
 * @param hours 24 counts, from midnight
 * @param density 240 values, one each six minutes from midnight; its mean is 1
 */
record Activity(int events, int leftOut, List<Integer> hours, List<Double> density) {
    private static final int HOURS = 24;
    private static final int POINTS = 240;

    /** Of the von Mises kernel; about an hour and a half to each side. */
    private static final double CONCENTRATION = 6;

    /** One event. */
    record Moment(Instant at, Optional<ZoneId> zone, Optional<double[]> position) {}

    static Activity byClock(List<Moment> moments, ZoneId installation) {
        return of(
                moments.stream()
                        .mapToDouble(
                                one ->
                                        one.at()
                                                        .atZone(one.zone().orElse(installation))
                                                        .toLocalTime()
                                                        .toSecondOfDay()
                                                / 3600.0)
                        .toArray(),
                0);
    }

    /** With sunrise at 6 and sunset at 18, so that nights and days of all seasons lie together. */
    static Activity bySun(List<Moment> moments) {
        var hours =
                moments.stream()
                        .flatMap(
                                one ->
                                        one
                                                .position()
                                                .flatMap(
                                                        where ->
                                                                SunTime.of(
                                                                        one.at(), where[0],
                                                                        where[1]))
                                                .stream())
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        return of(hours, moments.size() - hours.length);
    }

    private static Activity of(double[] hours, int leftOut) {
        var counts = new Integer[HOURS];
        Arrays.fill(counts, 0);
        for (var hour : hours) {
            counts[(int) hour % HOURS]++;
        }
        var density = new Double[POINTS];
        var total = 0.0;
        for (var i = 0; i < POINTS; i++) {
            density[i] = 0.0;
            for (var hour : hours) {
                var apart = 2 * Math.PI * (hour / HOURS - (double) i / POINTS);
                density[i] += Math.exp(CONCENTRATION * (Math.cos(apart) - 1));
            }
            total += density[i];
        }
        for (var i = 0; i < POINTS && total > 0; i++) {
            density[i] = Math.round(density[i] * POINTS / total * 10_000) / 10_000.0;
        }
        return new Activity(hours.length, leftOut, List.of(counts), List.of(density));
    }
}
