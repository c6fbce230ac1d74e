package trapline.routes.ftps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private final Observations observations = new Observations(Duration.ofSeconds(5), 2);

    @Test
    void aFileIsReadyWhenItWasTheSameForLongEnough() {
        assertThat(look("a.jpg", 100, 0)).isFalse();
        observations.listed();
        assertThat(look("a.jpg", 100, 4)).isFalse();
        observations.listed();

        assertThat(look("a.jpg", 100, 5)).isTrue();
    }

    @Test
    void oneListingIsNeverEnough() {
        assertThat(look("a.jpg", 100, 0)).isFalse();
        assertThat(look("a.jpg", 100, 60)).isFalse();
    }

    @Test
    void aChangeBeginsAnew() {
        look("a.jpg", 100, 0);
        observations.listed();
        assertThat(look("a.jpg", 200, 10)).isFalse();
        observations.listed();
        assertThat(look("a.jpg", 200, 14)).isFalse();
        observations.listed();

        assertThat(look("a.jpg", 200, 15)).isTrue();
    }

    @Test
    void whatWasGoneBeginsAnew() {
        look("a.jpg", 100, 0);
        observations.listed();
        observations.listed();

        assertThat(look("a.jpg", 100, 60)).isFalse();
    }

    @Test
    void aListingThatBrokeOffForgetsNothing() {
        look("a.jpg", 100, 0);
        observations.listed();
        observations.listingFailed();

        assertThat(look("a.jpg", 100, 60)).isTrue();
    }

    @Test
    void aPostponedFileIsLeftAloneUntilThenUnlessItChanges() {
        look("a.jpg", 100, 0);
        observations.listed();
        look("a.jpg", 100, 10);
        observations.postpone("a.jpg", 100, 0, NOON.plusSeconds(60));
        observations.listed();
        assertThat(look("a.jpg", 100, 59)).isFalse();
        observations.listed();
        assertThat(look("a.jpg", 100, 60)).isTrue();
        observations.postpone("a.jpg", 100, 0, NOON.plusSeconds(600));
        observations.listed();
        look("a.jpg", 200, 70);
        observations.listed();

        assertThat(look("a.jpg", 200, 75)).isTrue();
    }

    @Test
    void watchesNoMoreThanSoManyAtOnce() {
        look("a.jpg", 1, 0);
        look("b.jpg", 1, 0);
        look("c.jpg", 1, 0);
        observations.listed();

        assertThat(look("b.jpg", 1, 10)).isTrue();
        assertThat(look("c.jpg", 1, 10)).isFalse();
    }

    private boolean look(String path, long size, long second) {
        return observations.isReady(path, size, 0, NOON.plusSeconds(second));
    }
}
