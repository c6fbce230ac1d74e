package trapline.condition;

import java.time.Duration;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * A camera and some of its neighbours fell silent: no battery, but a mast, a fire, or a thief.
 *
 * @param atLeast how many neighbours, 1 or more
 * @param metres how far a neighbour may stand
 * @param after silent means: nothing came for so long
 */
public record NeighboursSilent(int atLeast, double metres, Duration after) implements OnCamera {

    public NeighboursSilent {
        if (atLeast < 1 || !(metres > 0)) {
            throw new IllegalArgumentException(
                    "at least one neighbour within some metres: %d, %s".formatted(atLeast, metres));
        }
    }

    @Override
    public Verdict judge(CameraFacts facts) {
        var own = Silence.lasting(facts);
        if (own.isEmpty()) {
            return Verdict.undecided();
        }
        if (own.get().compareTo(after) < 0) {
            return Verdict.over();
        }
        var silent =
                facts.neighbours(metres).stream()
                        .filter(
                                n ->
                                        Silence.lasting(n)
                                                .filter(time -> time.compareTo(after) >= 0)
                                                .isPresent())
                        .toList();
        if (silent.size() < atLeast) {
            return Verdict.over();
        }
        var plain = Silence.told(facts, " with %d neighbours".formatted(silent.size()));
        return Verdict.holds(
                plain.headline(),
                plain.facts().get(0),
                new Fact("Silent too", Silence.names(silent)));
    }

    @Override
    public EventKind kind() {
        return EventKind.THEFT;
    }
}
