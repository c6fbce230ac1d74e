package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import trapline.api.insight.PlacedCamera.Position;

class SunTimeTest {
    private final SunTime amsterdam = new SunTime(new Position(52.37, 4.90));

    @Test
    void findsSunriseAndSunsetToAFewMinutes() {
        var sun = amsterdam.sun(LocalDate.of(2026, 6, 21)).orElseThrow();

        assertThat(Duration.between(Instant.parse("2026-06-21T03:18:00Z"), sun[0]).abs())
                .isLessThan(Duration.ofMinutes(5));
        assertThat(Duration.between(Instant.parse("2026-06-21T20:06:00Z"), sun[1]).abs())
                .isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void callsSunriseSixAndSunsetEighteenAtEverySeason() {
        for (var day : new String[] {"2026-06-21", "2026-12-21"}) {
            var sun = amsterdam.sun(LocalDate.parse(day)).orElseThrow();

            assertThat(amsterdam.hourOf(sun[0]).orElseThrow()).isCloseTo(6, within(0.01));
            assertThat(amsterdam.hourOf(sun[1]).orElseThrow()).isCloseTo(18, within(0.01));
        }
    }

    @Test
    void saysNothingWhereTheSunDoesNotSet() {
        var svalbard = new SunTime(new Position(78.2, 15.6));

        assertThat(svalbard.hourOf(Instant.parse("2026-06-21T12:00:00Z"))).isEmpty();
    }
}
