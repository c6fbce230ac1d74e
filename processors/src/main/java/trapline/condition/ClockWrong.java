package trapline.condition;

import java.time.Duration;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * A camera's clock is wrong: reset, ahead, or far behind the time at which its pictures come. Two
 * captures must agree, so that one late picture says nothing.
 *
 * @param off by more than this it is wrong
 */
public record ClockWrong(Duration off) implements OnCamera {
    private static final int AGREEING = 2;

    @Override
    public Verdict judge(CameraFacts facts) {
        var signs = facts.clock(AGREEING);
        if (signs.size() < AGREEING) {
            return Verdict.undecided();
        }
        var wrong = signs.stream().filter(this::isWrong).count();
        if (wrong == 0) {
            return Verdict.over();
        }
        if (wrong < AGREEING) {
            return Verdict.undecided();
        }
        var newest = signs.get(0);
        var how =
                newest.impossible()
                        ? "was reset, or is ahead"
                        : "is %s %s"
                                .formatted(
                                        Silence.inWords(newest.behind().abs()),
                                        newest.behind().isNegative() ? "ahead" : "behind");
        return Verdict.holds(
                "Clock of %s %s".formatted(facts.camera().name(), how), new Fact("Clock", how));
    }

    private boolean isWrong(CameraFacts.ClockSign sign) {
        return sign.impossible() || sign.behind().abs().compareTo(off) > 0;
    }

    @Override
    public EventKind kind() {
        return EventKind.CAMERA;
    }
}
