package trapline.api.insight;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
    private static final double ROUNDING = 10_000;

    static Activity byClock(List<IndependentEvent> events, ZoneId installation) {
        return of(
                events.stream()
                        .mapToDouble(
                                one ->
                                        one.at()
                                                        .atZone(
                                                                one.camera()
                                                                        .zone()
                                                                        .orElse(installation))
                                                        .toLocalTime()
                                                        .toSecondOfDay()
                                                / 3600.0)
                        .toArray(),
                0);
    }

    /** With sunrise at 6 and sunset at 18, so that nights and days of all seasons lie together. */
    static Activity bySun(List<IndependentEvent> events) {
        var hours =
                events.stream()
                        .flatMap(
                                one ->
                                        one
                                                .camera()
                                                .position()
                                                .flatMap(
                                                        where ->
                                                                SunTime.of(
                                                                        one.at(),
                                                                        where.latitude(),
                                                                        where.longitude()))
                                                .stream())
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        return of(hours, events.size() - hours.length);
    }

    private static Activity of(double[] hours, int leftOut) {
        var counts = new ArrayList<>(Collections.nCopies(HOURS, 0));
        for (var hour : hours) {
            counts.set((int) hour % HOURS, counts.get((int) hour % HOURS) + 1);
        }
        var density = new ArrayList<Double>();
        for (var value : CircularDensity.of(hours)) {
            density.add(Math.round(value * ROUNDING) / ROUNDING);
        }
        return new Activity(hours.length, leftOut, List.copyOf(counts), List.copyOf(density));
    }
}
