package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffortsTest {
    private static final Instant NOON = Instant.parse("2026-01-30T12:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2026-01-30");
    private static final Period PERIOD = new Period(NOON, NOON.plus(Duration.ofDays(20)));

    private final PlacedCamera gate = camera(1, "gate");
    private final PlacedCamera bridge = camera(2, "bridge");

    @Test
    void partsStretchesWhereThereWasNoWordForThreeDaysAlsoOverTheEndOfAPart() {
        var efforts = new Efforts(List.of(gate), PERIOD);

        efforts.add(heard(gate, 24, 48));
        efforts.add(heard(gate, 5 * 24, 9 * 24, 9 * 24));

        var effort = efforts.all().get(0);
        assertThat(effort.trapDays()).isEqualTo(6);
        assertThat(effort.stretches())
                .containsExactly(
                        new Effort.Stretch(FIRST.plusDays(1), FIRST.plusDays(5), 5, 0),
                        new Effort.Stretch(FIRST.plusDays(9), FIRST.plusDays(9), 1, 3));
    }

    @Test
    void leavesOutWhatLiesOutsideOnTheFirstAndTheLastDay() {
        var efforts = new Efforts(List.of(gate, bridge), PERIOD);

        efforts.add(heard(gate, -1, 20 * 24));
        efforts.add(heard(bridge, 0, 20 * 24 - 1));

        assertThat(efforts.all())
                .singleElement()
                .satisfies(
                        effort -> {
                            assertThat(effort.camera()).isEqualTo("bridge");
                            assertThat(effort.trapDays()).isEqualTo(2);
                        });
    }

    @Test
    void namesCamerasInTheirOrderAndNoneThatTheAskerDoesNotSee() {
        var efforts = new Efforts(List.of(gate, bridge), PERIOD);

        efforts.add(heard(gate, 24));
        efforts.add(heard(bridge, 24));
        efforts.add(heard(camera(3, "hidden"), 24));

        assertThat(efforts.all()).extracting(Effort::camera).containsExactly("bridge", "gate");
    }

    private static Heard heard(PlacedCamera camera, int... hours) {
        return new Heard(
                IntStream.of(hours)
                        .mapToObj(hour -> day(camera, NOON.plus(Duration.ofHours(hour))))
                        .toList());
    }

    private static Heard.Day day(PlacedCamera camera, Instant at) {
        var micros = Sightings.micros(at);
        return new Heard.Day(camera.cameraId(), (int) Period.day(at).toEpochDay(), micros, micros);
    }

    private static PlacedCamera camera(long number, String name) {
        var id = new UUID(0, number);
        return new PlacedCamera(
                id, name, new UUID(0, 9), id, name, Optional.empty(), Optional.empty());
    }
}
