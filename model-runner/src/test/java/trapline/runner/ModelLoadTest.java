package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.runner.synthetic.OnnxFile;
import trapline.runner.synthetic.SyntheticModel;

/** What is wrong with a model is said when it is loaded; what is right is used as described. */
class ModelLoadTest {
    private static final Box WHOLE = new Box(0, 0, 1, 1);

    @TempDir private Path folder;
    private SyntheticModel model;

    @BeforeEach
    void emptyFolder() {
        model = new SyntheticModel(folder);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesANetworkThatAnswersWithNoNumber(float nothing) {
        OnnxFile.table(model.weights(), new float[] {1, 2, 3, 4, 5, 6, 7, nothing}, 1, 8);

        assertThatThrownBy(() -> new ObjectDetector(model.detector("v5", "{size: 32}"), 1))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageStartingWith(
                        "Model synthetic answered with %s, which is no number. The file model.onnx"
                                .formatted(nothing));
    }

    @Test
    void refusesAFileThatIsNoNetwork() {
        model.write("model.onnx", "these are no weights");

        assertThatThrownBy(() -> new ObjectDetector(model.detector("v5", "{size: 32}"), 1))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageStartingWith(
                        "Model synthetic: the file model.onnx cannot be loaded by OnnxRuntime. The field engine or file is wrong");
    }

    @Test
    void refusesAFileWithAnotherHash() {
        OnnxFile.table(model.weights(), new float[8], 1, 8);
        var expected = "0".repeat(64);
        var installed = model.detector("v5", "{size: 32}", "sha256: \"" + expected + "\"");

        assertThatThrownBy(() -> new ObjectDetector(installed, 1))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageStartingWith(
                        "Model synthetic: the field sha256 says " + expected + ", but the file");
    }

    @Test
    void refusesCategoriesOfClassesThatTheNetworkDoesNotTell() {
        OnnxFile.table(model.weights(), new float[7], 1, 7);

        assertThatThrownBy(() -> new ObjectDetector(model.detector("v5", "{size: 32}"), 1))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining(
                        "the field categories names the class 2, but the output tells only the classes 0 to 1 apart");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "animal | the field classes names a file with 1 names, but the field categories names the class",
                "animal\\nperson\\nvehicle\\nghost | the field classes names a file with 4 names, but the output tells 3 classes apart"
            })
    void refusesAListOfClassesOfAnotherLength(String names, String message) {
        OnnxFile.table(model.weights(), new float[8], 1, 8);
        model.write("names.txt", names.replace("\\n", "\n"));
        var installed = model.detector("v5", "{size: 32}", "classes: names.txt");

        assertThatThrownBy(() -> new ObjectDetector(installed, 1))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining(message);
    }

    @Test
    void saysThatAListOfClassesIsNotThere() {
        OnnxFile.table(model.weights(), new float[8], 1, 8);
        var installed = model.detector("v5", "{size: 32}", "classes: names.txt");

        assertThatThrownBy(() -> new ObjectDetector(installed, 1))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("the file names.txt is not beside the descriptor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\\nb       | plain      | the field labels names a file with 2 labels, but the output has the shape [1, 3]",
                "a\\nb\\nc\\nd | plain    | the field labels names a file with 4 labels, but the output has the shape [1, 3]",
                "''          | plain      | the field labels names the file labels.txt, which has no labels in it",
                "a;b\\nc;d\\ne;f | speciesnet | label 1 of the file labels.txt has 2 fields where 7 are expected (uuid;class;order;family;genus;species;common)",
                "x,y\\na,b   | csv        | the first line of the file labels.txt names the columns [x, y]"
            })
    void refusesALabelFileThatDoesNotFit(String labels, String format, String message) {
        OnnxFile.scores(model.weights(), new float[3], new float[3]);
        var installed =
                model.classifier(
                        labels.replace("\\n", "\n"), "{size: 32}", "labelFormat: " + format);

        assertThatThrownBy(() -> new CropClassifier(installed, 1))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesTaxaOfASpeciesNetListByWhatIsKnownOfThem() {
        OnnxFile.scores(model.weights(), new float[] {0.1f, 0.2f, 0.3f, 0.4f}, new float[4]);
        var labels =
                """
                ea1;mammalia;carnivora;felidae;puma;concolor;cougar
                ea2;mammalia;carnivora;canidae;;;canis family
                ea3;;;;;;blank
                ea4;aves;;;;;
                """;

        try (var classifier =
                new CropClassifier(
                        model.classifier(labels, "{size: 32}", "labelFormat: speciesnet"), 1)) {
            assertThat(classifier.labels())
                    .containsExactly(
                            "Puma concolor (cougar)", "Canidae (canis family)", "blank", "Aves");
            assertThat(classifier.labelLines()).hasSize(4);
            assertThat(name(classifier)).isEqualTo("Aves");
            assertThat(classifier.card().classes()).isEqualTo(4);
            assertThat(classifier.card().engine()).isEqualTo("OnnxRuntime");
        }
    }

    @Test
    void namesTaxaOfACsvByItsColumns() {
        OnnxFile.scores(model.weights(), new float[] {0.1f, 0.9f}, new float[2]);
        var labels = "Scientific name,common_name\nPuma concolor,\"Cougar, adult\"\nMeles meles,\n";

        try (var classifier =
                new CropClassifier(model.classifier(labels, "{size: 32}", "labelFormat: csv"), 1)) {
            assertThat(classifier.labels())
                    .containsExactly("Puma concolor (Cougar, adult)", "Meles meles");
        }
    }

    @Test
    void makesSharesOfRawScoresWhereTheDescriptorSaysSo() {
        OnnxFile.scores(model.weights(), new float[] {1, 3, 2}, new float[3]);
        var installed = model.classifier("a\nb\nc", "{size: 32}", "softmax: true", "top: 2");

        try (var classifier = new CropClassifier(installed, 1)) {
            var named = classifier.classify(grey(32, 32, 0), List.of(WHOLE)).get(0);

            assertThat(named).extracting(Labelled::label).containsExactly("b", "c");
            assertThat(named.get(0).confidence()).isCloseTo(0.66524096, within(1e-6));
            assertThat(named.get(1).confidence()).isCloseTo(0.24472847, within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void namesManyBoxesOfAPictureEachByItsOwnPixels(int batch) {
        OnnxFile.scores(model.weights(), new float[] {0.5f, 0}, new float[] {0, 1});
        var picture = halfBlackHalfWhite();
        var black = new Box(0, 0, 0.4, 1);
        var white = new Box(0.6, 0, 0.4, 1);
        var boxes = List.of(black, white, white, black, white, black, black, white, white);
        var execution = new Execution(1, 1, batch, Execution.Device.CPU);

        try (var classifier =
                new CropClassifier(
                        model.classifier("dark\nlight", "{size: 32, batch: 8}"), execution)) {
            assertThat(classifier.classify(picture, boxes))
                    .extracting(labels -> labels.get(0).label())
                    .containsExactly(
                            "dark", "light", "light", "dark", "light", "dark", "dark", "light",
                            "light");
            assertThat(classifier.classify(picture, List.of())).isEmpty();
        }
    }

    @Test
    void feedsColoursInTheOrderThatIsAskedFor() {
        OnnxFile.planeMeans(model.weights());
        var red = new Picture(1, 1, new byte[] {(byte) 255, 102, 0}, false);

        try (var classifier =
                new CropClassifier(
                        model.classifier(
                                "first\nsecond\nthird", "{size: 32, colours: bgr}", "top: 3"),
                        1)) {
            assertThat(classifier.scores(red, List.of(WHOLE)).get(0))
                    .containsExactly(new float[] {0, 0.4f, 1}, within(1e-5f));
        }
    }

    @Test
    void takesCanvasesOfEveryShapeWhereThereIsAStride() {
        OnnxFile.table(model.weights(), new float[] {80, 40, 40, 20, 0.9f, 1, 0, 0}, 1, 8);

        try (var detector =
                new ObjectDetector(model.detector("v5", "{size: 160, stride: 32}"), 1)) {
            // 160 x 90 lies on 160 x 96, three rows down; 90 x 160 on 96 x 160.
            var wide = detector.detect(grey(320, 180, 0)).get(0).box();
            var high = detector.detect(grey(180, 320, 0)).get(0).box();

            assertThat(wide.x()).isCloseTo(60 / 160.0, within(1e-6));
            assertThat(wide.y()).isCloseTo((30 - 3) / 90.0, within(1e-6));
            assertThat(high.x()).isCloseTo((60 - 3) / 90.0, within(1e-6));
            assertThat(high.y()).isCloseTo(30 / 160.0, within(1e-6));
        }
    }

    @Test
    void saysThatAGraphicsCardIsMissingWhenOneIsAskedFor() {
        OnnxFile.table(model.weights(), new float[8], 1, 8);
        var installed = model.detector("v5", "{size: 32}");
        var anywhere = Execution.throughput(1);

        try (var detector = new ObjectDetector(installed, anywhere)) {
            var device = detector.card().device();

            assertThat(device).matches("cpu|gpu\\d+");
            if (device.equals("cpu")) {
                assertThatThrownBy(
                                () ->
                                        new ObjectDetector(
                                                installed, anywhere.on(Execution.Device.GPU)))
                        .isInstanceOf(ModelUnavailable.class)
                        .hasMessageContaining("a graphics card was asked for, but");
            }
        }
    }

    @Test
    void finishesWhatRunsWhenItIsClosedAndRefusesTheRest() throws Exception {
        OnnxFile.table(model.weights(), new float[] {16, 16, 8, 8, 0.9f, 1, 0, 0}, 1, 8);
        var detector = new ObjectDetector(model.detector("v5", "{size: 32}"), 2);
        var pool = Executors.newFixedThreadPool(4);
        var started = new CountDownLatch(4);
        try {
            var looks =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    i ->
                                            pool.submit(
                                                    () -> {
                                                        started.countDown();
                                                        return lookUntilClosed(detector);
                                                    }))
                            .toList();
            Waits.until("all have started", started);

            detector.close();
            detector.close();

            for (var look : looks) {
                assertThat(Waits.get(look))
                        .hasMessage(
                                "Model synthetic was closed. Try again with the one that took its place.");
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static ModelUnavailable lookUntilClosed(ObjectDetector detector) {
        while (true) {
            try {
                assertThat(detector.detect(grey(64, 64, 50))).hasSize(1);
            } catch (ModelUnavailable closed) {
                return closed;
            }
        }
    }

    private static String name(CropClassifier classifier) {
        return classifier.classify(grey(8, 8, 0), List.of(WHOLE)).get(0).get(0).label();
    }

    private static Picture halfBlackHalfWhite() {
        var rgb = new byte[64 * 8 * 3];
        for (var y = 0; y < 8; y++) {
            Arrays.fill(rgb, (y * 64 + 32) * 3, (y + 1) * 64 * 3, (byte) 255);
        }
        return new Picture(64, 8, rgb, false);
    }

    private static Picture grey(int width, int height, int sample) {
        var rgb = new byte[width * height * 3];
        Arrays.fill(rgb, (byte) sample);
        return new Picture(width, height, rgb, false);
    }
}
