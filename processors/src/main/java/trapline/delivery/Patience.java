package trapline.delivery;

import java.time.Duration;
import trapline.stage.Backoff;

/**
 * How long a delivery is tried. Short waits come first: most outages are over within seconds, and
 * an alert is worth most at once.
 *
 * @param first wait after the first attempt that was not accepted; doubles each time
 * @param longest upper limit of the wait
 * @param until a delivery that has been due for longer has failed
 */
public record Patience(Duration first, Duration longest, Duration until) {

    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(24));

    public Patience {
        if (first.isNegative()
                || first.isZero()
                || longest.compareTo(first) < 0
                || until.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "patience: first %s, longest %s, until %s".formatted(first, longest, until));
        }
    }

    /**
     * @param attempt the one that was not accepted, from 1
     */
    public Duration waitAfter(int attempt) {
        return new Backoff(first, longest).waitAfter(attempt);
    }
}
