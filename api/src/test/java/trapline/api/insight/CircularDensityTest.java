package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircularDensityTest {

    @Test
    void isTheSumOfTheKernelsAroundEachHour() {
        var hours = IntStream.range(0, 500).mapToDouble(i -> i * i % 1440 / 60.0).toArray();

        assertThat(CircularDensity.of(moments(hours))).containsExactly(summed(hours), within(1e-9));
    }

    @Test
    void looksAtManyInAMinuteOnceAndIsAsGood() {
        var hours = new Random(1).doubles(50_000, 0, 24).map(hour -> hour * hour / 24).toArray();

        assertThat(CircularDensity.of(moments(hours))).containsExactly(summed(hours), within(1e-4));
    }

    @Test
    void isHighestAtTheOnlyHourAndGoesOnOverMidnight() {
        var density = CircularDensity.of(moments(0));

        assertThat(density[0]).isEqualTo(Arrays.stream(density).max().orElseThrow());
        assertThat(density[1]).isCloseTo(density[CircularDensity.POINTS - 1], within(1e-9));
        assertThat(Arrays.stream(density).average().orElseThrow()).isCloseTo(1, within(1e-9));
    }

    @Test
    void isNothingWithoutHours() {
        assertThat(CircularDensity.of(moments())).containsOnly(0).hasSize(240);
    }

    private static Moments moments(double... hours) {
        var moments = new Moments();
        for (var hour : hours) {
            moments.add(hour);
        }
        return moments;
    }

    private static double[] summed(double[] hours) {
        var density = new double[CircularDensity.POINTS];
        for (var i = 0; i < density.length; i++) {
            for (var hour : hours) {
                var apart = 2 * Math.PI * (hour / 24 - (double) i / density.length);
                density[i] += Math.exp(CircularDensity.CONCENTRATION * Math.cos(apart));
            }
        }
        var mean = Arrays.stream(density).average().orElseThrow();
        return Arrays.stream(density).map(value -> value / mean).toArray();
    }
}
