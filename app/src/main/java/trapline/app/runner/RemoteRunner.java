package trapline.app.runner;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One runner: how busy it is, whether it asked for a pause, and a breaker that opens when it fails
 * again and again, so that the others are not held up by it.
 */
final class RemoteRunner {
    private static final Logger log = LoggerFactory.getLogger(RemoteRunner.class);
    private static final int CALLS_LOOKED_AT = 4;
    private static final int FEWEST_CALLS = 2;
    private static final float FAILED_PERCENT = 50;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final URI address;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private final AtomicInteger running = new AtomicInteger();
    private volatile Instant pausedUntil = Instant.MIN;

    RemoteRunner(URI address, Clock clock) {
        this.address = address;
        this.clock = clock;
        this.breaker =
                CircuitBreaker.of(
                        address.toString(),
                        CircuitBreakerConfig.custom()
                                .clock(clock)
                                .slidingWindowSize(CALLS_LOOKED_AT)
                                .minimumNumberOfCalls(FEWEST_CALLS)
                                .failureRateThreshold(FAILED_PERCENT)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .waitIntervalFunctionInOpenState(
                                        IntervalFunction.ofExponentialBackoff(
                                                FIRST_PAUSE, 2, LONGEST_PAUSE))
                                .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> say(event.getStateTransition().getToState()));
    }

    URI address() {
        return address;
    }

    int running() {
        return running.get();
    }

    /** Whether it may be asked now; if so, {@link #end} must follow. */
    boolean begin() {
        if (clock.instant().isBefore(pausedUntil) || !breaker.tryAcquirePermission()) {
            return false;
        }
        running.incrementAndGet();
        return true;
    }

    /** Takes note of what came of asking it. */
    void end(Outcome outcome, Duration took) {
        running.decrementAndGet();
        if (outcome instanceof Outcome.Busy busy) {
            pausedUntil = clock.instant().plus(busy.retryAfter());
        }
        if (outcome instanceof Outcome.Away away) {
            log.debug("The model runner {} failed: {}", address, away.reason());
            breaker.onError(
                    took.toMillis(),
                    TimeUnit.MILLISECONDS,
                    new IllegalStateException(away.reason()));
        } else {
            breaker.onSuccess(took.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The asking was interrupted, which says nothing about the runner. */
    void abandon() {
        running.decrementAndGet();
        breaker.releasePermission();
    }

    private void say(CircuitBreaker.State state) {
        if (state == CircuitBreaker.State.OPEN) {
            log.warn(
                    "The model runner {} fails. It is left alone and tried again after a while",
                    address);
        } else if (state == CircuitBreaker.State.CLOSED) {
            log.info("The model runner {} works again", address);
        }
    }
}
