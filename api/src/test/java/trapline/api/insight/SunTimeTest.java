package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SunTimeTest {

    @Test
    void findsSunriseAndSunsetToAFewMinutes() {
        var amsterdam = SunTime.sun(LocalDate.of(2026, 6, 21), 52.37, 4.90).orElseThrow();

        assertThat(Duration.between(Instant.parse("2026-06-21T03:18:00Z"), amsterdam[0]).abs())
                .isLessThan(Duration.ofMinutes(5));
        assertThat(Duration.between(Instant.parse("2026-06-21T20:06:00Z"), amsterdam[1]).abs())
                .isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void callsSunriseSixAndSunsetEighteenAtEverySeason() {
        for (var day : new String[] {"2026-06-21", "2026-12-21"}) {
            var sun = SunTime.sun(LocalDate.parse(day), 52.37, 4.90).orElseThrow();

            assertThat(SunTime.of(sun[0], 52.37, 4.90).orElseThrow()).isCloseTo(6, within(0.01));
            assertThat(SunTime.of(sun[1], 52.37, 4.90).orElseThrow()).isCloseTo(18, within(0.01));
        }
    }

    @Test
    void saysNothingWhereTheSunDoesNotSet() {
        assertThat(SunTime.of(Instant.parse("2026-06-21T12:00:00Z"), 78.2, 15.6)).isEmpty();
    }
}
