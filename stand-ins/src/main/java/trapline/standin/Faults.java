package trapline.standin;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Optional;

/**
 * Which fault the next client of a stand-in suffers. May be used by many threads.
 *
 * @param <F> the faults that the stand-in knows
 */
public final class Faults<F> {
    private final ArrayDeque<F> next = new ArrayDeque<>();
    private Optional<F> always = Optional.empty();

    /** The next so many clients suffer this fault, after those that were asked for before. */
    public synchronized void add(F fault, int times) {
        next.addAll(Collections.nCopies(times, fault));
    }

    /** Every client suffers this fault until {@link #clear}. */
    public synchronized void always(F fault) {
        always = Optional.of(fault);
    }

    /** No more faults. */
    public synchronized void clear() {
        always = Optional.empty();
        next.clear();
    }

    /** Takes the next fault; empty: this client is served as it should be. */
    public synchronized Optional<F> take() {
        return always.or(() -> Optional.ofNullable(next.poll()));
    }
}
