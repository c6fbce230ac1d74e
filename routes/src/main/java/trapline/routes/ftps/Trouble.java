package trapline.routes.ftps;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import trapline.stage.Backoff;

/** Counts failures in a row: each pause is twice the last, and each cause is told once. */
final class Trouble {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

    private final Clock clock;
    private final Backoff pauses;
    private int failures;
    private String told = "";
    private Instant pausedUntil = Instant.MIN;

    Trouble(Clock clock, Duration longestPause) {
        this.clock = clock;
        this.pauses = new Backoff(SHORTEST_PAUSE, longestPause);
    }

    /** Begins a pause. Says whether this cause is new and should be told. */
    boolean failed(String cause) {
        failures++;
        pausedUntil = clock.instant().plus(pauses.waitAfter(failures));
        var isNew = !cause.equals(told);
        told = cause;
        return isNew;
    }

    boolean isPaused() {
        return clock.instant().isBefore(pausedUntil);
    }

    /** Something worked. Says whether something had failed before. */
    boolean over() {
        var was = failures > 0;
        failures = 0;
        told = "";
        pausedUntil = Instant.MIN;
        return was;
    }
}
