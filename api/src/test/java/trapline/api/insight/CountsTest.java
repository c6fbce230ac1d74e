package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import trapline.api.insight.Counts.Count;
import trapline.api.insight.Counts.Group;
import trapline.api.insight.Counts.Species;
import trapline.api.insight.Counts.Step;

class CountsTest {
    private static final Instant MONDAY = Instant.parse("2026-06-01T22:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-06-02T01:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-06-07T23:59:59Z");
    private static final Instant NEXT_MONDAY = Instant.parse("2026-06-08T00:00:00Z");

    private final PlacedCamera gate = camera(1);
    private final PlacedCamera bridge = camera(2);

    /** In no order, as they are found. */
    private final List<IndependentEvent> events =
            List.of(
                    new IndependentEvent(gate, "wolf", SUNDAY, 2, 3),
                    new IndependentEvent(bridge, "fox", NEXT_MONDAY, 1, 1),
                    new IndependentEvent(bridge, "wolf", MONDAY, 4, 2),
                    new IndependentEvent(gate, "fox", TUESDAY, 1, 1),
                    new IndependentEvent(gate, "wolf", TUESDAY, 1, 3));

    @Test
    void knowsOfEachSpeciesHowOftenHowManyWhereAndWhen() {
        assertThat(Counts.species(events))
                .containsExactly(
                        new Species("wolf", 3, 7, 8, 2, MONDAY, SUNDAY),
                        new Species("fox", 2, 2, 2, 2, TUESDAY, NEXT_MONDAY));
    }

    @Test
    void putsAWeekTogetherFromMondayOn() {
        assertThat(Counts.timeline(events, Step.WEEK))
                .containsExactly(
                        new Count(LocalDate.of(2026, 6, 1), "fox", 1, 1),
                        new Count(LocalDate.of(2026, 6, 1), "wolf", 3, 8),
                        new Count(LocalDate.of(2026, 6, 8), "fox", 1, 1));
    }

    @Test
    void putsADayAndAMonthTogether() {
        assertThat(Counts.timeline(events, Step.DAY))
                .contains(
                        new Count(LocalDate.of(2026, 6, 2), "fox", 1, 1),
                        new Count(LocalDate.of(2026, 6, 2), "wolf", 1, 3))
                .hasSize(5);
        assertThat(Counts.timeline(events, Step.MONTH))
                .containsExactly(
                        new Count(LocalDate.of(2026, 6, 1), "fox", 2, 2),
                        new Count(LocalDate.of(2026, 6, 1), "wolf", 3, 8));
    }

    @Test
    void countsEventsOfTheSameSize() {
        assertThat(Counts.groups(events))
                .containsExactly(
                        new Group("fox", 1, 2), new Group("wolf", 2, 1), new Group("wolf", 3, 2));
    }

    private static PlacedCamera camera(long number) {
        return new PlacedCamera(
                new UUID(0, number),
                "camera " + number,
                new UUID(0, 9),
                new UUID(1, number),
                "place " + number,
                Optional.empty(),
                Optional.empty());
    }
}
