package trapline.runner.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.Box;
import trapline.runner.Detected;
import trapline.runner.Execution;
import trapline.runner.Picture;
import trapline.runner.Stopwatch;
import trapline.runner.synthetic.OnnxFile;
import trapline.runner.synthetic.SyntheticModel;

/** A classifier that a test made: fox 0.5, blank 0.3 on black; on white fox 0.1, blank 0.8. */
class PlacedModelTest {
    private static final String LABELS = "fox\nblank\nwolf\n";
    private static final float[] ON_BLACK = {0.5f, 0.3f, 0.2f};
    private static final float[] WHITER = {-0.4f, 0.5f, -0.1f};

    @TempDir private Path folder;

    @Test
    void seesAnAnimalAllOverAPictureOnWhichNothingWasDetected() {
        try (var model = model("naming: {wholePicture: 0.4}")) {
            var seen = model.at(Place.UNKNOWN, List.of()).lookAtWhole(grey(0), new Stopwatch());

            assertThat(seen.orElseThrow().category()).isEqualTo("animal");
            assertThat(seen.orElseThrow().box()).isEqualTo(new Box(0, 0, 1, 1));
            assertThat(seen.orElseThrow().confidence()).isCloseTo(0.5, within(1e-5));
        }
    }

    @Test
    void seesNothingWhereTheClassifierSaysBlankOrIsNotSure() {
        try (var model = model("naming: {wholePicture: 0.4}")) {
            var placed = model.at(Place.UNKNOWN, List.of());

            assertThat(placed.lookAtWhole(grey(255), new Stopwatch())).isEmpty();
            assertThat(placed.lookAtWhole(grey(100), new Stopwatch())).isEmpty();
        }
    }

    @Test
    void doesNotLookAtWholePicturesUnlessTheDescriptorAsksForIt() {
        try (var model = model("")) {
            assertThat(model.at(Place.UNKNOWN, List.of()).lookAtWhole(grey(0), new Stopwatch()))
                    .isEmpty();
        }
    }

    @Test
    void namesAnimalsByThePlaceAndLeavesPersonsAlone() {
        try (var model = model("")) {
            var names =
                    model.at(Place.UNKNOWN, List.of("wolf"))
                            .name(grey(0), List.of(found("animal"), found("person")));

            assertThat(names.get(0).get(0).label()).isEqualTo("blank");
            assertThat(names.get(0).get(0).rawLabel()).isEqualTo("fox");
            assertThat(names.get(0)).extracting(Prediction::label).doesNotContain("fox");
            assertThat(names.get(1)).isEmpty();
        }
    }

    private NamingModel model(String naming) {
        var made = new SyntheticModel(folder);
        OnnxFile.scores(made.weights(), ON_BLACK, WHITER);
        return NamingModel.load(
                made.classifier(LABELS, "{size: 32}", naming), Execution.throughput(1));
    }

    private static Detected found(String category) {
        return new Detected(category, category, 0.9, new Box(0.1, 0.1, 0.5, 0.5));
    }

    private static Picture grey(int level) {
        var samples = new byte[64 * 48 * 3];
        Arrays.fill(samples, (byte) level);
        return new Picture(64, 48, samples, false);
    }
}
