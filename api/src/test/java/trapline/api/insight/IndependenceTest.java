package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IndependenceTest {
    private static final Instant START = Instant.parse("2026-01-31T23:50:00Z");
    private static final Period PERIOD = new Period(START, START.plus(Duration.ofDays(30)));
    private static final double SURE = 0.8;
    private static final UUID SITE = new UUID(0, 7);

    private final PlacedCamera gate = camera(1, SITE);
    private final PlacedCamera bridge = camera(2, SITE);
    private final PlacedCamera hidden = camera(3, new UUID(0, 3));
    private long captures;

    @Test
    void goesOnOverTheEndOfAPart() {
        var found = independence(Optional.empty());

        found.add(Sightings.of(List.of(seen(gate, 0, "wolf", 1))));
        found.add(Sightings.of(List.of(seen(gate, 30, "wolf", 3), seen(gate, 61, "wolf", 2))));

        assertThat(sorted(found))
                .containsExactly(
                        new IndependentEvent(gate, "wolf", START, 2, 3),
                        new IndependentEvent(
                                gate, "wolf", START.plus(Duration.ofMinutes(61)), 1, 2));
    }

    @Test
    void countsTheCamerasOfASiteTogetherAndNamesTheFirst() {
        var found = independence(Optional.empty());

        found.add(
                Sightings.of(
                        List.of(
                                seen(gate, 20, "wolf", 1),
                                seen(bridge, 0, "wolf", 1),
                                seen(gate, 45, "wolf", 1))));

        assertThat(found.events())
                .containsExactly(new IndependentEvent(bridge, "wolf", START, 3, 1));
    }

    @Test
    void leavesOutWhatTheAskerDoesNotSeeWhatLiesOutsideAndOtherNames() {
        var found = independence(Optional.of("wolf"));

        found.add(
                Sightings.of(
                        List.of(
                                seen(gate, -1, "wolf", 1),
                                seen(hidden, 1, "wolf", 1),
                                seen(gate, 1, "fox", 1),
                                seen(gate, 31 * 24 * 60, "wolf", 1))));

        assertThat(found.events()).isEmpty();
    }

    @Test
    void takesTwoLabelsOfACaptureThatMeanTheSameForOne() {
        var once = seen(gate, 0, "wolf", 1);
        var again = seen(once, 4);

        var found = independence(Optional.empty());
        found.add(Sightings.of(List.of(once, seen(bridge, 0, "wolf", 2), again)));

        assertThat(found.events()).containsExactly(new IndependentEvent(gate, "wolf", START, 2, 4));
    }

    @Test
    void seesAGapWhereModelsAreNotSureEnough() {
        var between = seen(gate, 25, "wolf", 1);
        var unsure =
                new Sightings.One(
                        between.captureId(),
                        between.cameraId(),
                        between.at(),
                        "wolf",
                        Sureness.seen(0.5, 0.4));
        var sightings =
                Sightings.of(List.of(seen(gate, 0, "wolf", 1), unsure, seen(gate, 50, "wolf", 1)));
        var all = independence(Optional.empty(), 0.4);
        var sure = independence(Optional.empty(), SURE);

        all.add(sightings);
        sure.add(sightings);

        assertThat(all.events()).containsExactly(new IndependentEvent(gate, "wolf", START, 3, 2));
        assertThat(sure.events()).hasSize(2);
    }

    private Independence independence(Optional<String> only) {
        return independence(only, SURE);
    }

    private Independence independence(Optional<String> only, double sure) {
        return new Independence(List.of(gate, bridge), PERIOD, Duration.ofMinutes(30), only, sure);
    }

    private static List<IndependentEvent> sorted(Independence found) {
        return found.events().stream().sorted(Comparator.comparing(IndependentEvent::at)).toList();
    }

    private static PlacedCamera camera(long number, UUID place) {
        return new PlacedCamera(
                new UUID(0, number),
                "camera " + number,
                new UUID(0, 9),
                place,
                "place",
                Optional.empty(),
                Optional.empty());
    }

    private Sightings.One seen(PlacedCamera camera, long minute, String name, int count) {
        var at = Sightings.micros(START.plus(Duration.ofMinutes(minute)));
        return new Sightings.One(
                new UUID(0, captures++), camera.cameraId(), at, name, surely(count));
    }

    /** The same capture and name once more. */
    private static Sightings.One seen(Sightings.One one, int count) {
        return new Sightings.One(
                one.captureId(), one.cameraId(), one.at(), one.name(), surely(count));
    }

    private static Sureness surely(int count) {
        var each = new double[count];
        Arrays.fill(each, SURE);
        return Sureness.seen(each);
    }
}
