package trapline.api.insight;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import trapline.api.insight.PlacedCamera.Position;

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
    private static final double ROUNDING = 10_000;
    private static final double SECONDS_OF_HOUR = 3600;

    static Activity byClock(List<IndependentEvent> events, ZoneId installation) {
        var clocks = new HashMap<ZoneId, ZoneClock>();
        var moments = new Moments();
        for (var event : events) {
            moments.add(
                    clocks.computeIfAbsent(
                                            event.camera().zone().orElse(installation),
                                            ZoneClock::new)
                                    .secondOfDay(event.at())
                            / SECONDS_OF_HOUR);
        }
        return of(moments, 0);
    }

    /** With sunrise at 6 and sunset at 18, so that nights and days of all seasons lie together. */
    static Activity bySun(List<IndependentEvent> events) {
        var suns = new HashMap<Position, SunTime>();
        var moments = new Moments();
        for (var event : events) {
            event.camera()
                    .position()
                    .flatMap(where -> suns.computeIfAbsent(where, SunTime::new).hourOf(event.at()))
                    .ifPresent(moments::add);
        }
        return of(moments, events.size() - moments.size());
    }

    private static Activity of(Moments moments, int leftOut) {
        return new Activity(
                moments.size(),
                leftOut,
                IntStream.of(moments.byHour()).boxed().toList(),
                DoubleStream.of(CircularDensity.of(moments))
                        .map(value -> Math.round(value * ROUNDING) / ROUNDING)
                        .boxed()
                        .toList());
    }
}
