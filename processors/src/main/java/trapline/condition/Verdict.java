package trapline.condition;

import java.util.List;
import java.util.Optional;
import trapline.event.Fact;

/**
 * What a check found.
 *
 * @param headline what to tell, on one line; empty unless it holds
 * @param facts most important first
 * @param period the time it is about, such as a date, where each has an incident of its own
 */
public record Verdict(State state, String headline, List<Fact> facts, Optional<String> period) {

    /** Between {@link #HOLDS} and {@link #OVER} lies a gap, so that nothing flutters. */
    public enum State {
        HOLDS,
        OVER,
        /** Between the thresholds, or not known: what was so stays so. */
        UNDECIDED
    }

    public Verdict {
        facts = List.copyOf(facts);
        if (headline.isBlank() == (state == State.HOLDS)) {
            throw new IllegalArgumentException("what holds is told, and nothing else: " + state);
        }
    }

    static Verdict holds(String headline, Fact... facts) {
        return new Verdict(State.HOLDS, headline, List.of(facts), Optional.empty());
    }

    static Verdict over() {
        return new Verdict(State.OVER, "", List.of(), Optional.empty());
    }

    static Verdict undecided() {
        return new Verdict(State.UNDECIDED, "", List.of(), Optional.empty());
    }

    /** The same, about a time that has an incident of its own. */
    Verdict in(String time) {
        return new Verdict(state, headline, facts, Optional.of(time));
    }
}
