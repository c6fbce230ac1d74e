package trapline.condition;

import java.util.ArrayList;
import trapline.event.EventKind;
import trapline.event.Fact;

/** A camera is silent in a way that may mean it is gone. Says which neighbours are silent too. */
public record UnusuallySilent(Sensitivity sensitivity) implements OnCamera {
    private static final double NEAR_METRES = 1000;

    @Override
    public Verdict judge(CameraFacts facts) {
        return switch (Silence.judge(facts, sensitivity.silence(), sensitivity.longerBy())) {
            case HOLDS -> told(facts);
            case OVER -> Verdict.over();
            case UNDECIDED -> Verdict.undecided();
        };
    }

    private Verdict told(CameraFacts facts) {
        var near = facts.neighbours(NEAR_METRES);
        var silent =
                near.stream()
                        .filter(
                                n ->
                                        Silence.judge(
                                                        n,
                                                        sensitivity.silence(),
                                                        sensitivity.longerBy())
                                                == Verdict.State.HOLDS)
                        .toList();
        var plain = Silence.told(facts, ", longer than usual");
        if (near.isEmpty()) {
            return plain;
        }
        var told = new ArrayList<>(plain.facts());
        told.add(
                new Fact(
                        "Within 1 km",
                        "%d of %d others silent too%s"
                                .formatted(
                                        silent.size(),
                                        near.size(),
                                        silent.isEmpty() ? "" : ": " + Silence.names(silent))));
        return Verdict.holds(plain.headline(), told.toArray(Fact[]::new));
    }

    @Override
    public EventKind kind() {
        return EventKind.THEFT;
    }
}
