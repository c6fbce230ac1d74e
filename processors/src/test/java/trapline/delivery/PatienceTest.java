package trapline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    @Test
    void doublesTheWaitUpToItsLimit() {
        assertThat(Given.PATIENCE.waitAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Given.PATIENCE.waitAfter(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Given.PATIENCE.waitAfter(6)).isEqualTo(Duration.ofSeconds(160));
        assertThat(Given.PATIENCE.waitAfter(7)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Given.PATIENCE.waitAfter(100_000)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void refusesPatienceThatMakesNoSense() {
        var second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new Patience(Duration.ZERO, second, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Patience(second.multipliedBy(2), second, second))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
