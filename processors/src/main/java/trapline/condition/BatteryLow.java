package trapline.condition;

import java.util.Locale;
import java.util.OptionalInt;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * The battery is low, or soon will be. It is well again only clearly above the threshold, so that a
 * battery that warms up at noon does not alert every night.
 *
 * @param below percent
 * @param recoversAt percent, above {@code below}
 * @param daysLeft alerts too when the forecast is shorter than this
 */
public record BatteryLow(int below, int recoversAt, OptionalInt daysLeft) implements OnCamera {
    /** A forecast is well again when it is longer by this factor. */
    private static final double CLEARLY = 1.5;

    public BatteryLow {
        if (below < 1 || recoversAt <= below || recoversAt > 100) {
            throw new IllegalArgumentException(
                    "1 <= below < recoversAt <= 100 does not hold: %d, %d"
                            .formatted(below, recoversAt));
        }
    }

    @Override
    public Verdict judge(CameraFacts facts) {
        var readings = facts.batteries();
        if (readings.isEmpty()) {
            return Verdict.undecided();
        }
        var percent = readings.get(readings.size() - 1).percent();
        var left = BatteryForecast.daysLeft(readings, facts.now());
        var soon = daysLeft.isPresent() && left.isPresent();
        if (percent < below || (soon && left.getAsDouble() < daysLeft.getAsInt())) {
            var name = facts.camera().name();
            var headline = "Battery of %s at %d %%".formatted(name, percent);
            return left.isPresent()
                    ? Verdict.holds(
                            headline,
                            new Fact("Battery", percent + " %"),
                            new Fact("Lasts about", days(left.getAsDouble())))
                    : Verdict.holds(headline, new Fact("Battery", percent + " %"));
        }
        var well = !soon || left.getAsDouble() > daysLeft.getAsInt() * CLEARLY;
        return percent >= recoversAt && well ? Verdict.over() : Verdict.undecided();
    }

    private static String days(double days) {
        return String.format(Locale.ROOT, "%.0f days", Math.floor(days));
    }

    @Override
    public EventKind kind() {
        return EventKind.CAMERA;
    }
}
