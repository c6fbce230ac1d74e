package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.synthetic.OnnxFile;
import trapline.runner.synthetic.SyntheticModel;

/** Each picture as soon as possible: one worker, and every core is its own. */
class LatencyModeTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @TempDir private Path folder;

    @Test
    void hasOneWorkerThatHasEveryCoreHoweverManyAreAskedFor() {
        assertThat(Execution.of(Execution.Mode.LATENCY, 7))
                .isEqualTo(new Execution(1, CORES, 0, Execution.Device.AUTOMATIC));
        assertThat(Execution.of(Execution.Mode.THROUGHPUT, 7))
                .isEqualTo(new Execution(7, 1, 0, Execution.Device.AUTOMATIC));
        assertThat(Execution.latency().words()).startsWith("1 worker of " + CORES + " thread");
    }

    @Test
    void saysSoOfALoadedModel() {
        try (var detector = detector()) {
            assertThat(detector.card().workers()).isEqualTo(1);
            assertThat(detector.card().threads()).isEqualTo(CORES);
        }
    }

    @Test
    void looksAtOnePictureAfterTheOtherAndAnswersEverybody() {
        var pictures = 12;
        var pool = Executors.newFixedThreadPool(pictures);
        var together = new CountDownLatch(pictures);
        try (var detector = detector()) {
            var looks =
                    IntStream.range(0, pictures)
                            .mapToObj(
                                    i ->
                                            pool.submit(
                                                    () -> {
                                                        together.countDown();
                                                        Waits.until("all are here", together);
                                                        return detector.detect(grey());
                                                    }))
                            .toList();

            assertThat(looks).allSatisfy(look -> assertThat(Waits.get(look)).hasSize(1));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void findsOnRealPicturesWhatTheOtherModeFinds() throws Exception {
        var installed =
                new ModelFolder(SampleData.find("models"))
                        .find(ModelDescriptor.Task.DETECT, Optional.of("demo-detector"))
                        .orElseThrow();
        var reader = new PictureReader(80_000_000);
        try (var soon = new ObjectDetector(installed, Execution.latency());
                var many = new ObjectDetector(installed, Execution.throughput(1))) {
            for (var name : List.of("african_elephants.jpg", "human.jpg", "vehicle.jpg")) {
                var picture = reader.read(SampleData.find("images/" + name));

                var found = soon.detect(picture);
                var expected = many.detect(picture);

                // Several threads may add up in another order, which shows in the last digits.
                assertThat(found).hasSameSizeAs(expected).isNotEmpty();
                for (var i = 0; i < found.size(); i++) {
                    assertThat(found.get(i).category()).isEqualTo(expected.get(i).category());
                    assertThat(found.get(i).confidence())
                            .isCloseTo(expected.get(i).confidence(), within(1e-4));
                    assertThat(sides(found.get(i).box()))
                            .containsExactly(sides(expected.get(i).box()), within(1e-4));
                }
            }
        }
    }

    private static double[] sides(Box box) {
        return new double[] {box.x(), box.y(), box.width(), box.height()};
    }

    private ObjectDetector detector() {
        var model = new SyntheticModel(folder);
        OnnxFile.table(model.weights(), new float[] {16, 16, 8, 8, 0.9f, 1, 0, 0}, 1, 8);
        return new ObjectDetector(model.detector("v5", "{size: 32}"), Execution.latency());
    }

    private static Picture grey() {
        return new Picture(32, 32, new byte[32 * 32 * 3], false);
    }
}
