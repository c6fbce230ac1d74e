package trapline.condition;

import java.time.Duration;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * A camera sends so much that something is wrong: grass before the sensor, a loose mount.
 *
 * @param most more than this many are too many
 * @param within counted over this long
 */
public record TooManyPictures(int most, Duration within) implements OnCamera {
    private static final double WELL = 0.8;

    @Override
    public Verdict judge(CameraFacts facts) {
        var pictures = facts.pictures(within);
        if (pictures > most) {
            return Verdict.holds(
                    "%s sent %d pictures in %s"
                            .formatted(facts.camera().name(), pictures, Silence.inWords(within)),
                    new Fact("Pictures", "%d, at most %d expected".formatted(pictures, most)));
        }
        return pictures <= most * WELL ? Verdict.over() : Verdict.undecided();
    }

    @Override
    public EventKind kind() {
        return EventKind.CAMERA;
    }
}
