package trapline.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import trapline.event.EventKind;
import trapline.event.Fact;

/**
 * A camera and some of its neighbours fell silent: no battery, but a mast, a fire, or a thief. A
 * camera that usually is silent for longer is not silent yet, and one that has been dead for weeks
 * fell silent for another reason.
 *
 * @param atLeast how many neighbours, 1 or more
 * @param metres how far a neighbour may stand
 * @param after silent means: nothing came for so long
 */
public record NeighboursSilent(int atLeast, double metres, Duration after) implements OnCamera {
    /** Apart by more than this they did not fall silent together. */
    private static final Duration WEEK = Duration.ofDays(7);

    private static final int TIMES = 3;
    private static final int MOST_NAMED = 10;

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
        if (!isSilent(facts)) {
            return Verdict.over();
        }
        var silent =
                facts.neighbours(metres).stream()
                        .filter(n -> isSilent(n) && fellWith(facts, n))
                        .toList();
        if (silent.size() < atLeast) {
            return Verdict.over();
        }
        var plain = Silence.told(facts, " with %d neighbours".formatted(silent.size()));
        var told = new ArrayList<Fact>();
        told.add(plain.facts().get(0));
        told.add(new Fact("Silent too", since(silent)));
        Silence.before(facts).ifPresent(told::add);
        var visited = silent.stream().filter(n -> n.visitor().isPresent()).toList();
        if (!visited.isEmpty()) {
            told.add(new Fact("Somebody was at", Silence.names(visited)));
        }
        return Verdict.holds(plain.headline(), told.toArray(Fact[]::new));
    }

    private boolean isSilent(CameraFacts facts) {
        var usual = Silence.usual(facts).orElse(Duration.ZERO);
        return Silence.lasting(facts)
                .filter(time -> time.compareTo(after) >= 0 && time.compareTo(usual) > 0)
                .isPresent();
    }

    private boolean fellWith(CameraFacts facts, CameraFacts neighbour) {
        var own = facts.lastContact().orElseThrow();
        var other = neighbour.lastContact().orElseThrow();
        var most = after.multipliedBy(TIMES);
        var apart = Duration.between(other, own).abs();
        return apart.compareTo(most.compareTo(WEEK) > 0 ? most : WEEK) <= 0;
    }

    private static String since(List<CameraFacts> silent) {
        return silent.stream()
                .sorted(Comparator.comparing(n -> n.camera().name()))
                .limit(MOST_NAMED)
                .map(
                        n ->
                                "%s (%s)"
                                        .formatted(
                                                n.camera().name(),
                                                Silence.inWords(Silence.lasting(n).orElseThrow())))
                .collect(Collectors.joining(", "));
    }

    @Override
    public EventKind kind() {
        return EventKind.THEFT;
    }
}
