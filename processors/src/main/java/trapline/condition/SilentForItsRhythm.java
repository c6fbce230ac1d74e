package trapline.condition;

import java.time.Duration;
import trapline.event.EventKind;

/**
 * Nothing came from a camera for longer than it is used to.
 *
 * @param atLeast less is never too long
 * @param factor how many times the usual gap is too long, 1 or more
 */
public record SilentForItsRhythm(Duration atLeast, double factor) implements OnCamera {

    @Override
    public Verdict judge(CameraFacts facts) {
        return switch (Silence.judge(facts, atLeast, factor)) {
            case HOLDS -> Silence.told(facts, ", longer than usual");
            case OVER -> Verdict.over();
            case UNDECIDED -> Verdict.undecided();
        };
    }

    @Override
    public EventKind kind() {
        return EventKind.CAMERA;
    }
}
