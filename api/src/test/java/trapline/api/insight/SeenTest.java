package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeenTest {
    private static final UUID CAMERA = new UUID(0, 1);

    @Test
    void countsAnimalsOnlyWhereTheyHaveNoLabel() {
        var named = new UUID(0, 2);
        var bare = new UUID(0, 3);

        var sightings =
                Seen.sightings(
                        List.of(
                                seen(named, "category", "animal"),
                                seen(named, "label", "canis_lupus"),
                                seen(bare, "category", "animal")),
                        Map.of("canis_lupus", "wolf"));

        assertThat(sightings).containsExactly(sighting(named, "wolf"), sighting(bare, "animal"));
    }

    @Test
    void speaksOfPeopleAsPeopleDoAndTakesTheirWordsAsTheyAre() {
        var first = new UUID(0, 2);
        var second = new UUID(0, 3);

        var sightings =
                Seen.sightings(
                        List.of(
                                seen(first, "category", "person"),
                                seen(first, "category", "vehicle"),
                                seen(second, "said", "animal"),
                                seen(second, "label", "--")),
                        Map.of());

        assertThat(sightings)
                .containsExactly(
                        sighting(first, "human"),
                        sighting(first, "vehicle"),
                        sighting(second, "animal"));
    }

    private static Seen seen(UUID capture, String kind, String name) {
        return new Seen(capture, CAMERA, 5, kind, name, 2);
    }

    private static Sightings.One sighting(UUID capture, String name) {
        return new Sightings.One(capture, CAMERA, 5, name, 2);
    }
}
