package trapline.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * A camera is silent in a way that may mean it is gone. After a person or a vehicle a shorter
 * silence is enough, and for a camera too young to have a rhythm, a longer one. A battery that was
 * empty explains a silence, unless somebody was there. Says what speaks for a theft and what
 * against: who was seen, how the battery was, which neighbours are silent too.
 */
public record UnusuallySilent(Sensitivity sensitivity) implements OnCamera {
    private static final double NEAR_METRES = 1000;
    private static final int EMPTY_PERCENT = 10;
    private static final int FEWEST_NEIGHBOURS = 2;

    /** What takes a network or a mast takes all that hang on it about at once. */
    private static final Duration TOGETHER = Duration.ofHours(1);

    @Override
    public Verdict judge(CameraFacts facts) {
        return switch (state(facts)) {
            case HOLDS -> told(facts);
            case OVER -> Verdict.over();
            case UNDECIDED -> Verdict.undecided();
        };
    }

    private Verdict.State state(CameraFacts facts) {
        var silent = Silence.lasting(facts);
        var usually = usually(facts);
        if (silent.isEmpty() || silent.get().compareTo(sensitivity.afterVisitor()) < 0) {
            return usually;
        }
        if (facts.visitor().isPresent()) {
            return usually == Verdict.State.HOLDS ? usually : afterVisitor(facts, silent.get());
        }
        return usually == Verdict.State.HOLDS && isExplained(facts) ? Verdict.State.OVER : usually;
    }

    private Verdict.State usually(CameraFacts facts) {
        return Silence.judge(facts, sensitivity.silence(), sensitivity.longerBy());
    }

    private Verdict.State afterVisitor(CameraFacts facts, Duration silent) {
        var longest = Silence.usual(facts).orElse(sensitivity.silence());
        return silent.compareTo(longest) >= 0 ? Verdict.State.HOLDS : Verdict.State.OVER;
    }

    private boolean isExplained(CameraFacts facts) {
        return sensitivity != Sensitivity.HIGH
                && battery(facts).filter(percent -> percent <= EMPTY_PERCENT).isPresent();
    }

    private static Optional<Integer> battery(CameraFacts facts) {
        return facts.batteries().stream()
                .reduce((before, after) -> after)
                .map(CameraFacts.Battery::percent);
    }

    private Verdict told(CameraFacts facts) {
        var plain = Silence.told(facts, ", longer than usual");
        var told = new ArrayList<Fact>();
        Silence.before(facts).ifPresent(told::add);
        told.addAll(plain.facts());
        battery(facts)
                .ifPresent(percent -> told.add(new Fact("Battery then", percent + " percent")));
        var near = facts.neighbours(NEAR_METRES);
        if (!near.isEmpty()) {
            var silent = near.stream().filter(n -> usually(n) == Verdict.State.HOLDS).toList();
            told.add(neighbours(near, silent));
            if (fellTogether(facts, near, silent)) {
                told.add(new Fact("Perhaps", "no theft: all fell silent within the same hour"));
            }
        }
        return Verdict.holds(plain.headline(), told.toArray(Fact[]::new));
    }

    private static Fact neighbours(List<CameraFacts> near, List<CameraFacts> silent) {
        return new Fact(
                "Within 1 km",
                "%d of %d others silent too%s"
                        .formatted(
                                silent.size(),
                                near.size(),
                                silent.isEmpty() ? "" : ": " + Silence.names(silent)));
    }

    private static boolean fellTogether(
            CameraFacts facts, List<CameraFacts> near, List<CameraFacts> silent) {
        var own = facts.lastContact().orElseThrow();
        return near.size() >= FEWEST_NEIGHBOURS
                && silent.size() == near.size()
                && silent.stream()
                        .flatMap(n -> n.lastContact().stream())
                        .allMatch(
                                last -> Duration.between(last, own).abs().compareTo(TOGETHER) <= 0);
    }

    @Override
    public EventKind kind() {
        return EventKind.THEFT;
    }
}
