package trapline.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import trapline.camera.Camera;
import trapline.capture.Capture;
import trapline.observation.Observations;
import trapline.observation.Observations.Observation;
import trapline.observation.Observations.Sighted;

/**
 * The table of when a person is unusually close, {@code closeness.csv}: the sensitivity, how long
 * the camera is known, what is on the capture (category, area and confidence), how many persons
 * were seen before with the usual area, and whether it is told.
 */
class UnusuallyCloseTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/trapline/alert/closeness.csv", delimiter = '|', numLinesToSkip = 1)
    void tellsAsTheTableSays(
            String name, String sensitivity, String known, String seen, String usual, String told) {
        var condition =
                new UnusuallyClose(Sensitivity.valueOf(sensitivity.toUpperCase(Locale.ROOT)), 0.4);

        var found = condition.find(look(Duration.parse(known), sightings(seen), usual));

        assertThat(found).extracting(Observation::name).hasSize(told.equals("told") ? 1 : 0);
    }

    private static List<Sighted> sightings(String text) {
        return Arrays.stream(text.split(";"))
                .map(one -> one.strip().split(" "))
                .map(
                        words ->
                                new Sighted(
                                        words[0],
                                        Double.parseDouble(words[2]),
                                        Optional.empty(),
                                        words[1].equals("?")
                                                ? OptionalDouble.empty()
                                                : OptionalDouble.of(Double.parseDouble(words[1]))))
                .toList();
    }

    private static Look look(Duration known, List<Sighted> sightings, String usual) {
        var id = new UUID(1, 1);
        var capture =
                new Capture(
                        id,
                        id,
                        id,
                        "source",
                        "a.jpg",
                        Capture.Kind.PICTURE,
                        "image/jpeg",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        "",
                        Capture.State.CLASSIFIED,
                        Capture.Origin.LIVE,
                        false,
                        NOW,
                        NOW,
                        Optional.empty(),
                        Optional.empty());
        var camera =
                new Camera(
                        id,
                        id,
                        "default",
                        "north",
                        "North",
                        Camera.State.APPROVED,
                        "source",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        NOW.minus(known),
                        NOW,
                        Set.of());
        return new Look(
                new Observations(capture, sightings),
                camera,
                ZoneOffset.UTC,
                id,
                new Sizes(usual),
                (text, facts) -> false);
    }

    /** How many persons there were, and how large most of them. */
    private record Sizes(String usual) implements Past {
        @Override
        public boolean wasSeen(Look look, Observation what, double minConfidence, Instant from) {
            return false;
        }

        @Override
        public Set<String> taxaOf(String label) {
            return Set.of();
        }

        @Override
        public Optional<PersonSizes> personSizes(Look look, double percentile) {
            var words = usual.split(" ");
            return words.length < 2
                    ? Optional.empty()
                    : Optional.of(
                            new PersonSizes(
                                    Integer.parseInt(words[0]), Double.parseDouble(words[1])));
        }
    }
}
