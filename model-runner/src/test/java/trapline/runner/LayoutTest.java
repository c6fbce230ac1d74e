package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.runner.ModelDescriptor.Layout;
import trapline.runner.synthetic.OnnxFile;
import trapline.runner.synthetic.SyntheticModel;

/** Networks with known answers, in each layout, through the engine and back to boxes. */
class LayoutTest {
    /** Canvas and picture have the same size, so pixels of one are pixels of the other. */
    private static final int SIDE = 160;

    private static final Picture PICTURE = grey(SIDE, SIDE, 114);

    @TempDir private Path folder;
    private SyntheticModel model;

    @BeforeEach
    void emptyFolder() {
        model = new SyntheticModel(folder);
    }

    /** A box by its corners on the canvas, sure to be of a class. */
    private record Truth(double x1, double y1, double x2, double y2, float confidence, int kind) {
        Truth(double x1, double y1, double x2, double y2, double confidence, int kind) {
            this(x1, y1, x2, y2, (float) confidence, kind);
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void readsEveryLayout(Layout layout) {
        var truths =
                List.of(
                        new Truth(16, 24, 56, 104, 0.9, 0),
                        new Truth(80, 8, 112, 40, 0.6, 2),
                        new Truth(100, 100, 140, 150, 0.3, 1));

        var found = detect(layout, truths, 1).get(0);

        assertThat(found)
                .extracting(Detected::category)
                .containsExactly("animal", "vehicle", "person");
        assertThat(found)
                .allSatisfy(one -> assertThat(one.sourceLabel()).isEqualTo(one.category()));
        for (var i = 0; i < truths.size(); i++) {
            assertPlaced(found.get(i), truths.get(i));
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void looksAndFindsNothing(Layout layout) {
        assertThat(detect(layout, List.of(), 1).get(0)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void cutsBoxesThatRunOverAnEdgeAndDropsThoseOutside(Layout layout) {
        var found =
                detect(
                                layout,
                                List.of(
                                        new Truth(-30, 40, 20, 80, 0.9, 0),
                                        new Truth(60, -50, 100, 30, 0.8, 0),
                                        new Truth(140, 90, 220, 130, 0.7, 0),
                                        new Truth(50, 130, 90, 300, 0.6, 0),
                                        new Truth(-90, -90, -10, -10, 0.5, 0),
                                        new Truth(-500, -500, 700, 700, 0.4, 1)),
                                1)
                        .get(0);

        assertThat(found).hasSize(5);
        assertPlaced(found.get(0), new Truth(0, 40, 20, 80, 0.9, 0));
        assertPlaced(found.get(1), new Truth(60, 0, 100, 30, 0.8, 0));
        assertPlaced(found.get(2), new Truth(140, 90, 160, 130, 0.7, 0));
        assertPlaced(found.get(3), new Truth(50, 130, 90, 160, 0.6, 0));
        assertPlaced(found.get(4), new Truth(0, 0, 160, 160, 0.4, 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Layout.class,
            names = {"RTDETR"},
            mode = EnumSource.Mode.EXCLUDE)
    void keepsTheSurestOfOneCategoryAndEveryCategory(Layout layout) {
        var found =
                detect(
                                layout,
                                List.of(
                                        new Truth(20, 20, 80, 80, 0.5, 0),
                                        new Truth(22, 20, 82, 80, 0.8, 0),
                                        new Truth(21, 20, 81, 80, 0.6, 1)),
                                1)
                        .get(0);

        assertThat(found).extracting(Detected::category).containsExactly("animal", "person");
        assertPlaced(found.get(0), new Truth(22, 20, 82, 80, 0.8, 0));
    }

    @Test
    void keepsOverlappingBoxesOfRtdetrWhichRemovesRepeatsItself() {
        var truths = List.of(new Truth(20, 20, 80, 80, 0.8, 0), new Truth(22, 20, 82, 80, 0.5, 0));

        assertThat(detect(Layout.RTDETR, truths, 1).get(0)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void takesTheFirstOfEquallySureBoxes(Layout layout) {
        var truths =
                List.of(
                        new Truth(20, 20, 80, 80, 0.5, 0),
                        new Truth(90, 20, 150, 80, 0.5, 0),
                        new Truth(20, 90, 80, 150, 0.5, 0));

        var found = detect(layout, truths, 1).get(0);

        assertThat(found).hasSize(3);
        for (var i = 0; i < 3; i++) {
            assertPlaced(found.get(i), truths.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void keepsPicturesApartThatGoThroughTogether(int batch) {
        for (var layout : Layout.values()) {
            var pictures = new ArrayList<Picture>();
            for (var i = 0; i < 11; i++) {
                pictures.add(grey(SIDE, SIDE, i * 20));
            }
            var truth = new Truth(20, 20, 80, 80, 0, 0);
            write(layout, List.of(truth), 1);
            var execution = new Execution(1, 1, batch, Execution.Device.CPU);
            try (var detector = new ObjectDetector(installed(layout), execution)) {
                var found = detector.detectAll(pictures);

                // The network's confidence is the brightness: 0, 20/255, 40/255 and so on.
                assertThat(found).hasSize(11);
                for (var i = 0; i < 11; i++) {
                    var confidence = i * 20 / 255.0;
                    assertThat(found.get(i)).hasSize(confidence >= 0.1 ? 1 : 0);
                    for (var one : found.get(i)) {
                        assertThat(one.confidence()).isCloseTo(confidence, within(1e-4));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Layout.class,
            names = {"YOLOX_RAW"},
            mode = EnumSource.Mode.EXCLUDE)
    void readsAsManyBoxesAsTheNetworkGives(Layout layout) {
        // 33,600 come from a canvas of 1,280 pixels; DJL's own translators stop at 8,400.
        var rows = 33_600;
        var truths = new ArrayList<>(Collections.nCopies(rows, new Truth(0, 0, 1, 1, 0, 0)));
        truths.set(0, new Truth(0, 0, 40, 40, 0.9, 0));
        truths.set(8_400, new Truth(50, 0, 90, 40, 0.8, 1));
        truths.set(rows - 1, new Truth(100, 100, 150, 150, 0.7, 2));

        var found = detect(layout, truths, 1).get(0);

        assertThat(found)
                .extracting(Detected::category)
                .containsExactly("animal", "person", "vehicle");
        assertPlaced(found.get(2), truths.get(rows - 1));
    }

    @Test
    void reportsAtMostAHundredBoxesOfManyThatAreSure() {
        var truths = new ArrayList<Truth>();
        for (var i = 0; i < 33_600; i++) {
            var x = i % 150;
            var y = i / 150 % 150;
            truths.add(new Truth(x, y, x + 0.5, y + 0.5, 0.5, 0));
        }

        assertThat(detect(Layout.V5, truths, 1).get(0)).hasSize(100);
    }

    @Test
    void dropsClassesWithoutACategoryBeforeBoxesAreCompared() {
        write(
                Layout.V5,
                List.of(new Truth(20, 20, 80, 80, 0.9, 3), new Truth(22, 20, 82, 80, 0.5, 0)),
                0);
        try (var detector = new ObjectDetector(installed(Layout.V5), 1)) {
            assertThat(detector.detect(PICTURE))
                    .extracting(Detected::category)
                    .containsExactly("animal");
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void saysWhichFieldIsWrongWhenTheOutputHasAnotherShape(Layout layout) {
        OnnxFile.table(model.weights(), new float[12], 3, 4);

        assertThatThrownBy(() -> new ObjectDetector(installed(layout), 1))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageStartingWith(
                        "Model synthetic: the field layout says " + Words.of(layout))
                .hasMessageContaining("[1, 3, 4]");
    }

    private List<List<Detected>> detect(Layout layout, List<Truth> truths, int batch) {
        write(layout, truths, 0);
        var execution = new Execution(1, 1, batch, Execution.Device.CPU);
        try (var detector = new ObjectDetector(installed(layout), execution)) {
            return detector.detectAll(List.of(PICTURE));
        }
    }

    private ModelFolder.Installed installed(Layout layout) {
        return model.detector(Words.of(layout), "{size: 160, batch: 8}");
    }

    /**
     * @param slope how much of a picture's brightness is added to each confidence
     */
    private void write(Layout layout, List<Truth> truths, float slope) {
        var grid = YoloxGrid.of(SIDE, SIDE);
        var rows = layout == Layout.YOLOX_RAW ? grid.rows() : Math.max(truths.size(), 1);
        var columns =
                switch (layout) {
                    case V5, YOLOX_RAW -> 5 + 4;
                    case V8, RTDETR -> 4 + 4;
                    case E2E -> 6;
                };
        var table = new float[rows * columns];
        var slopes = new float[rows * columns];
        for (var i = 0; i < truths.size(); i++) {
            var truth = truths.get(i);
            var row = row(layout, truth, grid, i);
            System.arraycopy(row, 0, table, i * columns, columns);
            slopes[i * columns + confidenceAt(layout, truth)] = slope;
        }
        if (layout == Layout.V8) {
            OnnxFile.tableOfBrightness(
                    model.weights(),
                    turned(table, rows, columns),
                    turned(slopes, rows, columns),
                    columns,
                    rows);
        } else {
            OnnxFile.tableOfBrightness(model.weights(), table, slopes, rows, columns);
        }
    }

    private static int confidenceAt(Layout layout, Truth truth) {
        return switch (layout) {
            case V5, YOLOX_RAW -> 4;
            case V8, RTDETR -> 4 + truth.kind();
            case E2E -> 4;
        };
    }

    private static float[] row(Layout layout, Truth truth, YoloxGrid grid, int at) {
        var width = (float) (truth.x2() - truth.x1());
        var height = (float) (truth.y2() - truth.y1());
        var x = (float) (truth.x1() + truth.x2()) / 2;
        var y = (float) (truth.y1() + truth.y2()) / 2;
        var classes = new float[4];
        classes[truth.kind()] = 1;
        return switch (layout) {
            case V5 -> joined(classes, x, y, width, height, truth.confidence());
            case YOLOX_RAW -> {
                var stride = (float) grid.stride(at);
                yield joined(
                        classes,
                        x / stride - grid.column(at),
                        y / stride - grid.line(at),
                        (float) Math.log(width / stride),
                        (float) Math.log(height / stride),
                        truth.confidence());
            }
            case V8 -> {
                classes[truth.kind()] = truth.confidence();
                yield joined(classes, x, y, width, height);
            }
            case RTDETR -> {
                classes[truth.kind()] = truth.confidence();
                yield joined(classes, x / SIDE, y / SIDE, width / SIDE, height / SIDE);
            }
            case E2E ->
                    joined(
                            new float[] {truth.confidence(), truth.kind()},
                            (float) truth.x1(),
                            (float) truth.y1(),
                            (float) truth.x2(),
                            (float) truth.y2());
        };
    }

    private static float[] joined(float[] end, float... start) {
        var row = Arrays.copyOf(start, start.length + end.length);
        System.arraycopy(end, 0, row, start.length, end.length);
        return row;
    }

    private static float[] turned(float[] table, int rows, int columns) {
        var turned = new float[table.length];
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                turned[column * rows + row] = table[row * columns + column];
            }
        }
        return turned;
    }

    private static void assertPlaced(Detected found, Truth truth) {
        assertThat(found.confidence()).isCloseTo(truth.confidence(), within(1e-6));
        assertThat(found.box().x() * SIDE).isCloseTo(truth.x1(), within(1e-3));
        assertThat(found.box().y() * SIDE).isCloseTo(truth.y1(), within(1e-3));
        assertThat(found.box().width() * SIDE).isCloseTo(truth.x2() - truth.x1(), within(1e-3));
        assertThat(found.box().height() * SIDE).isCloseTo(truth.y2() - truth.y1(), within(1e-3));
    }

    private static Picture grey(int width, int height, int sample) {
        var rgb = new byte[width * height * 3];
        Arrays.fill(rgb, (byte) sample);
        return new Picture(width, height, rgb, false);
    }
}
