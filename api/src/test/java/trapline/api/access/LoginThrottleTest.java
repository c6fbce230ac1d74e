package trapline.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import trapline.testing.TestClock;

class LoginThrottleTest {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    private final LoginThrottle throttle = new LoginThrottle(clock, WINDOW, 3, 5, 100);

    @Test
    void locksAnAccountFromEverywhereUntilTheWindowIsOver() {
        for (var i = 0; i < 3; i++) {
            assertThat(throttle.locked("vera", "10.0.0." + i)).isEmpty();
            throttle.failed("vera", "10.0.0." + i);
        }
        clock.advance(Duration.ofMinutes(1));

        assertThat(throttle.locked("vera", "10.0.0.9")).contains(Duration.ofMinutes(4));
        assertThat(throttle.locked("ada", "10.0.0.9")).isEmpty();

        clock.advance(Duration.ofMinutes(4));
        assertThat(throttle.locked("vera", "10.0.0.9")).isEmpty();
    }

    @Test
    void locksAnAddressForEveryAccount() {
        for (var i = 0; i < 5; i++) {
            throttle.failed("user" + i, "10.0.0.1");
        }

        assertThat(throttle.locked("ada", "10.0.0.1")).isPresent();
        assertThat(throttle.locked("ada", "10.0.0.2")).isEmpty();
    }

    @Test
    void forgetsAnAccountsMistakesButNotTheAddresssWhenThePasswordIsRight() {
        for (var i = 0; i < 4; i++) {
            throttle.failed("vera", "10.0.0.1");
            throttle.succeeded("vera");
        }
        throttle.failed("vera", "10.0.0.1");

        assertThat(throttle.locked("vera", "10.0.0.2")).isEmpty();
        assertThat(throttle.locked("vera", "10.0.0.1")).isPresent();
    }

    @Test
    void forgetsThoseLongestUnseenWhenThereAreTooMany() {
        for (var i = 0; i < 3; i++) {
            throttle.failed("vera", "10.0.0.1");
        }
        for (var i = 0; i < 99; i++) {
            throttle.failed("user" + i, "10.0.1." + i);
        }
        assertThat(throttle.locked("vera", "10.0.0.2")).isPresent();

        for (var i = 0; i < 100; i++) {
            throttle.failed("other" + i, "10.0.2." + i);
        }
        assertThat(throttle.locked("vera", "10.0.0.2")).isEmpty();
    }
}
