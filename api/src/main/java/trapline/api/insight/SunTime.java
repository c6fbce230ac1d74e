package trapline.api.insight;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import trapline.api.insight.PlacedCamera.Position;

/**
 * The time of day by the sun of one place: sunrise is 6, sunset is 18, and between them time runs
 * evenly. Remembers the days it was asked for. Not for two threads at once.
 *
 * @see <a href="https://gml.noaa.gov/grad/solcalc/solareqns.PDF">NOAA solar calculation</a>
 */
final class SunTime {
    /** The sun's upper edge at the horizon, with refraction, in degrees. */
    private static final double HORIZON = 90.833;

    private final Position where;
    private final Map<LocalDate, Optional<Instant[]>> days = new HashMap<>();

    SunTime(Position where) {
        this.where = where;
    }

    /**
     * @return hours, 0 to below 24; empty where the sun does not rise or does not set
     */
    Optional<Double> hourOf(Instant at) {
        // The day at this longitude, whatever zone its clocks show.
        var local = at.plusSeconds(Math.round(where.longitude() * 240));
        var day = local.atOffset(ZoneOffset.UTC).toLocalDate();
        var today = sun(day);
        var before = sun(day.minusDays(1));
        var after = sun(day.plusDays(1));
        if (today.isEmpty() || before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        var rise = today.get()[0];
        var set = today.get()[1];
        if (at.isBefore(rise)) {
            return Optional.of((18 + 12 * part(before.get()[1], at, rise)) % 24);
        }
        return Optional.of(
                at.isBefore(set)
                        ? 6 + 12 * part(rise, at, set)
                        : (18 + 12 * part(set, at, after.get()[0])) % 24);
    }

    private static double part(Instant start, Instant at, Instant end) {
        return (double) Duration.between(start, at).toMillis()
                / Duration.between(start, end).toMillis();
    }

    /** Sunrise and sunset of a day; empty where there is none. */
    Optional<Instant[]> sun(LocalDate day) {
        return days.computeIfAbsent(day, this::computed);
    }

    private Optional<Instant[]> computed(LocalDate day) {
        var angle = 2 * Math.PI / 365 * (day.getDayOfYear() - 1);
        var equationOfTime =
                229.18
                        * (0.000075
                                + 0.001868 * Math.cos(angle)
                                - 0.032077 * Math.sin(angle)
                                - 0.014615 * Math.cos(2 * angle)
                                - 0.040849 * Math.sin(2 * angle));
        var declination =
                0.006918
                        - 0.399912 * Math.cos(angle)
                        + 0.070257 * Math.sin(angle)
                        - 0.006758 * Math.cos(2 * angle)
                        + 0.000907 * Math.sin(2 * angle)
                        - 0.002697 * Math.cos(3 * angle)
                        + 0.00148 * Math.sin(3 * angle);
        var north = Math.toRadians(where.latitude());
        var cosine =
                Math.cos(Math.toRadians(HORIZON)) / (Math.cos(north) * Math.cos(declination))
                        - Math.tan(north) * Math.tan(declination);
        if (!(Math.abs(cosine) < 1)) {
            return Optional.empty();
        }
        var half = Math.toDegrees(Math.acos(cosine)) * 4;
        var noon = 720 - 4 * where.longitude() - equationOfTime;
        var midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        return Optional.of(
                new Instant[] {
                    midnight.plusSeconds(Math.round((noon - half) * 60)),
                    midnight.plusSeconds(Math.round((noon + half) * 60))
                });
    }
}
