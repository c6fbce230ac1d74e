package trapline.condition;

import java.util.Locale;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * Something stands, grows or hangs before the lens: there is far less to see than usual.
 *
 * @param pictures so many in a row must agree
 */
public record Obstructed(int pictures) implements OnCamera {
    /** Of the usual detail, below which the view is blocked, and above which it is free again. */
    private static final double BLOCKED = 0.25;

    private static final double FREE = 0.5;

    public Obstructed {
        if (pictures < 2 || pictures > 50) {
            throw new IllegalArgumentException("2 to 50 pictures must agree: " + pictures);
        }
    }

    @Override
    public Verdict judge(CameraFacts facts) {
        var usual = facts.usualDetail(pictures).filter(detail -> detail > 0);
        var newest = facts.details(pictures);
        if (usual.isEmpty() || newest.size() < pictures) {
            return Verdict.undecided();
        }
        if (newest.stream().allMatch(detail -> detail < usual.get() * BLOCKED)) {
            return Verdict.holds(
                    "View of %s is blocked".formatted(facts.camera().name()),
                    new Fact(
                            "Detail",
                            String.format(
                                    Locale.ROOT,
                                    "%.0f %% of usual",
                                    100 * newest.get(0) / usual.get())));
        }
        return newest.stream().allMatch(detail -> detail >= usual.get() * FREE)
                ? Verdict.over()
                : Verdict.undecided();
    }

    @Override
    public EventKind kind() {
        return EventKind.CAMERA;
    }
}
