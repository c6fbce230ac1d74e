package trapline.stage;

import java.time.Duration;

/**
 * How long to wait after failures in a row: twice as long each time, up to a limit.
 *
 * @param first wait after the first failure
 * @param longest upper limit of the wait
 */
public record Backoff(Duration first, Duration longest) {
    /** Doubling further passes any limit that makes sense, and would overflow in the end. */
    private static final int MOST_DOUBLINGS = 20;

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "back-off: first %s, longest %s".formatted(first, longest));
        }
    }

    /**
     * @param failures in a row, from 1
     */
    public Duration waitAfter(int failures) {
        var doublings = Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
        var wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
