package trapline.runner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a detector's output in each layout.
 *
 * @see <a href="https://github.com/ultralytics/yolov5">YOLOv5 and its successors</a>
 * @see <a href="https://arxiv.org/abs/2304.08069">RT-DETR</a>
 */
final class BoxDecoder {
    /** Box and objectness before the classes. */
    private static final int WITH_OBJECTNESS = 5;

    private static final int WITHOUT_OBJECTNESS = 4;
    private static final int END_TO_END = 6;

    private final ModelDescriptor descriptor;
    private final ModelDescriptor.Layout layout;
    private final float least;
    private volatile YoloxGrid grid = new YoloxGrid(0, 0, new int[0]);

    BoxDecoder(ModelDescriptor descriptor) {
        this.descriptor = descriptor;
        this.layout = descriptor.layout().orElseThrow();
        this.least = descriptor.minConfidence().floatValue();
    }

    /** A network's answer, and how many pictures on canvases of which size it is about. */
    record Page(Network.Output output, int pictures, int canvasWidth, int canvasHeight) {}

    /**
     * @param picture which of those that went through together
     * @return every proposal whose class has a category and whose confidence reaches the least one,
     *     in the order of the output
     * @throws ModelUnavailable if the shape does not fit the layout
     */
    List<Candidate> decode(Page page, int picture) {
        checkShape(page);
        var shape = page.output().shape();
        var rows = (int) shape[1];
        var columns = (int) shape[2];
        var part = new Part(page, picture * rows * columns, rows, columns);
        return switch (layout) {
            case V5 -> withObjectness(part);
            case YOLOX_RAW -> undecoded(part);
            case V8 -> columns(part);
            case E2E -> endToEnd(part);
            case RTDETR -> queries(part);
        };
    }

    /**
     * How many classes an output of this shape tells apart; the end-to-end layout does not say.
     *
     * @throws ModelUnavailable if the shape does not fit the layout
     */
    int classes(Page page) {
        checkShape(page);
        var shape = page.output().shape();
        return switch (layout) {
            case V5, YOLOX_RAW -> (int) shape[2] - WITH_OBJECTNESS;
            case V8 -> (int) shape[1] - WITHOUT_OBJECTNESS;
            case RTDETR -> (int) shape[2] - WITHOUT_OBJECTNESS;
            case E2E -> Integer.MAX_VALUE;
        };
    }

    /** What belongs to one picture: rows of columns, from an offset. */
    private record Part(Page page, int offset, int rows, int columns) {
        float[] values() {
            return page.output().values();
        }
    }

    private void checkShape(Page page) {
        var shape = page.output().shape();
        var fits =
                shape.length == 3
                        && shape[0] == page.pictures()
                        && switch (layout) {
                            case V5 -> shape[2] > WITH_OBJECTNESS;
                            case V8 -> shape[1] > WITHOUT_OBJECTNESS;
                            case RTDETR -> shape[2] > WITHOUT_OBJECTNESS;
                            case E2E -> shape[2] == END_TO_END;
                            case YOLOX_RAW ->
                                    shape[2] > WITH_OBJECTNESS && shape[1] == grid(page).rows();
                        };
        if (!fits) {
            throw new ModelUnavailable(
                    "Model %s: the field layout says %s, %s, but the output has the shape %s. Choose the layout that the weights were exported with."
                            .formatted(
                                    descriptor.name(),
                                    Words.of(layout),
                                    expected(page),
                                    Arrays.toString(shape)));
        }
    }

    private String expected(Page page) {
        return switch (layout) {
            case V5 -> "so [pictures, boxes, 5 + classes]";
            case V8 -> "so [pictures, 4 + classes, boxes]";
            case E2E -> "so [pictures, boxes, 6]";
            case RTDETR -> "so [pictures, boxes, 4 + classes]";
            case YOLOX_RAW -> "so [pictures, %d, 5 + classes]".formatted(grid(page).rows());
        };
    }

    private List<Candidate> withObjectness(Part part) {
        var values = part.values();
        var found = new ArrayList<Candidate>();
        for (var row = 0; row < part.rows(); row++) {
            var at = part.offset() + row * part.columns();
            if (values[at + 4] >= least) {
                var best = best(values, at + WITH_OBJECTNESS, at + part.columns());
                centred(
                        found,
                        values[at],
                        values[at + 1],
                        values[at + 2],
                        values[at + 3],
                        values[at + 4] * values[best],
                        best - at - WITH_OBJECTNESS);
            }
        }
        return found;
    }

    private List<Candidate> undecoded(Part part) {
        var values = part.values();
        var cells = grid(part.page());
        var found = new ArrayList<Candidate>();
        for (var row = 0; row < part.rows(); row++) {
            var at = part.offset() + row * part.columns();
            if (values[at + 4] >= least) {
                var best = best(values, at + WITH_OBJECTNESS, at + part.columns());
                var stride = cells.stride(row);
                centred(
                        found,
                        (values[at] + cells.column(row)) * stride,
                        (values[at + 1] + cells.line(row)) * stride,
                        (float) Math.exp(values[at + 2]) * stride,
                        (float) Math.exp(values[at + 3]) * stride,
                        values[at + 4] * values[best],
                        best - at - WITH_OBJECTNESS);
            }
        }
        return found;
    }

    private List<Candidate> columns(Part part) {
        var values = part.values();
        var count = part.columns();
        var bestScore = new float[count];
        var bestClass = new int[count];
        Arrays.fill(bestScore, Float.NEGATIVE_INFINITY);
        for (var c = 0; c < part.rows() - WITHOUT_OBJECTNESS; c++) {
            var at = part.offset() + (WITHOUT_OBJECTNESS + c) * count;
            for (var i = 0; i < count; i++) {
                if (values[at + i] > bestScore[i]) {
                    bestScore[i] = values[at + i];
                    bestClass[i] = c;
                }
            }
        }
        var found = new ArrayList<Candidate>();
        for (var i = 0; i < count; i++) {
            var at = part.offset() + i;
            centred(
                    found,
                    values[at],
                    values[at + count],
                    values[at + 2 * count],
                    values[at + 3 * count],
                    bestScore[i],
                    bestClass[i]);
        }
        return found;
    }

    private List<Candidate> queries(Part part) {
        var values = part.values();
        var width = part.page().canvasWidth();
        var height = part.page().canvasHeight();
        var found = new ArrayList<Candidate>();
        for (var row = 0; row < part.rows(); row++) {
            var at = part.offset() + row * part.columns();
            var best = best(values, at + WITHOUT_OBJECTNESS, at + part.columns());
            centred(
                    found,
                    values[at] * width,
                    values[at + 1] * height,
                    values[at + 2] * width,
                    values[at + 3] * height,
                    values[best],
                    best - at - WITHOUT_OBJECTNESS);
        }
        return found;
    }

    private List<Candidate> endToEnd(Part part) {
        var values = part.values();
        var found = new ArrayList<Candidate>();
        for (var row = 0; row < part.rows(); row++) {
            var at = part.offset() + row * END_TO_END;
            keep(
                    found,
                    new Candidate(
                            values[at],
                            values[at + 1],
                            values[at + 2],
                            values[at + 3],
                            values[at + 4],
                            Math.round(values[at + 5])));
        }
        return found;
    }

    /** The first of the highest. */
    private static int best(float[] values, int from, int to) {
        var best = from;
        for (var i = from + 1; i < to; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    private void centred(
            List<Candidate> found,
            float x,
            float y,
            float width,
            float height,
            float confidence,
            int classIndex) {
        if (confidence >= least) {
            keep(
                    found,
                    new Candidate(
                            x - width / 2,
                            y - height / 2,
                            x + width / 2,
                            y + height / 2,
                            confidence,
                            classIndex));
        }
    }

    private void keep(List<Candidate> found, Candidate candidate) {
        if (candidate.confidence() >= least
                && descriptor.categories().containsKey(candidate.classIndex())) {
            found.add(candidate);
        }
    }

    private YoloxGrid grid(Page page) {
        var known = grid;
        if (known.width() != page.canvasWidth() || known.height() != page.canvasHeight()) {
            known = YoloxGrid.of(page.canvasWidth(), page.canvasHeight());
            grid = known;
        }
        return known;
    }
}
