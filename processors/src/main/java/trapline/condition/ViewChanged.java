package trapline.condition;

import java.util.Locale;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * A camera shows another scene than before: it was turned, knocked or carried away. Compared are
 * pictures with those of a day and more before, so what changes slowly, as grass does, is no
 * change. A view that is only blocked is none either; see {@link Obstructed}. After about a day the
 * camera has got used to the new view.
 *
 * @param pictures so many in a row must agree, 2 to 50
 */
public record ViewChanged(int pictures) implements OnCamera {
    /** Correlation with the three earlier pictures that are most alike; 1 is the same. */
    private static final double ANOTHER = 0.35;

    private static final double THE_SAME = 0.5;

    /** Of the usual detail, below which there is too little to see to say what it is. */
    private static final double BLOCKED = 0.25;

    private static final int FEWEST = 10;

    public ViewChanged {
        if (pictures < 2 || pictures > 50) {
            throw new IllegalArgumentException("2 to 50 pictures must agree: " + pictures);
        }
    }

    @Override
    public Verdict judge(CameraFacts facts) {
        var views = facts.views(pictures);
        var usual = facts.usualDetail(pictures).filter(detail -> detail > 0);
        if (usual.isEmpty()
                || views.earlier() < FEWEST
                || views.usual() < THE_SAME
                || views.likeness().size() < pictures) {
            return Verdict.undecided();
        }
        if (views.likeness().stream().allMatch(likeness -> likeness >= THE_SAME)) {
            return Verdict.over();
        }
        var clear =
                facts.details(pictures).stream()
                        .allMatch(detail -> detail >= usual.get() * BLOCKED);
        if (!clear || !views.likeness().stream().allMatch(likeness -> likeness < ANOTHER)) {
            return Verdict.undecided();
        }
        return Verdict.holds(
                "%s shows another view".formatted(facts.camera().name()),
                new Fact(
                        "Alike",
                        String.format(
                                Locale.ROOT,
                                "%.0f %%, usually %.0f %%",
                                100 * Math.max(0, views.likeness().get(0)),
                                100 * views.usual())));
    }

    @Override
    public EventKind kind() {
        return EventKind.THEFT;
    }
}
