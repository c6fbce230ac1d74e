package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
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

        assertThat(words(sightings)).containsExactly("2 wolf", "3 animal");
    }

    @Test
    void countsAnimalsWhereMoreIsAskedForThanTheirLabelsAreSure() {
        var capture = new UUID(0, 2);

        var sightings =
                Sightings.of(
                        Seen.sightings(
                                List.of(
                                        seen(capture, "category", "animal", 0.9, 0.7),
                                        seen(capture, "label", "canis_lupus", 0.6),
                                        seen(capture, "label", "vulpes_vulpes", 0.5)),
                                Map.of("canis_lupus", "wolf", "vulpes_vulpes", "fox")));

        assertThat(counted(sightings, 0.5)).containsExactly("fox 1", "wolf 1");
        assertThat(counted(sightings, 0.6)).containsExactly("wolf 1");
        assertThat(counted(sightings, 0.61)).containsExactly("animal 2");
        assertThat(counted(sightings, 0.7)).containsExactly("animal 2");
        assertThat(counted(sightings, 0.9)).containsExactly("animal 1");
        assertThat(counted(sightings, 0.91)).isEmpty();
    }

    @Test
    void countsWhatPeopleSaidHoweverSureModelsMustBe() {
        var sightings =
                Sightings.of(
                        Seen.sightings(
                                List.of(
                                        new Seen(
                                                new UUID(0, 2),
                                                CAMERA,
                                                5,
                                                "said",
                                                "wolf",
                                                Sureness.said(3))),
                                Map.of()));

        assertThat(counted(sightings, 0)).containsExactly("wolf 3");
        assertThat(counted(sightings, 1)).containsExactly("wolf 3");
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

        assertThat(words(sightings)).containsExactly("2 human", "2 vehicle", "3 animal");
    }

    private static Seen seen(UUID capture, String kind, String name, double... sure) {
        return new Seen(
                capture,
                CAMERA,
                5,
                kind,
                name,
                sure.length == 0 ? Sureness.seen(0.8) : Sureness.seen(sure));
    }

    private static List<String> words(List<Sightings.One> sightings) {
        return sightings.stream()
                .map(one -> one.captureId().getLeastSignificantBits() + " " + one.name())
                .toList();
    }

    private static List<String> counted(Sightings sightings, double sure) {
        return IntStream.range(0, sightings.size())
                .filter(i -> sightings.count(i, sure) > 0)
                .mapToObj(
                        i ->
                                sightings.names().get(sightings.name(i))
                                        + " "
                                        + sightings.count(i, sure))
                .toList();
    }
}
