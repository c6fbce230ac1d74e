package trapline.runner;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a detector's output in each layout.
 *
 * @see <a href="https://github.com/ultralytics/yolov5">YOLOv5 and its successors</a>
 * @see <a href="https://arxiv.org/abs/2107.08430">YOLOX, whose raw output needs decoding</a>
 */
final class BoxDecoder {
    private static final int[] YOLOX_STRIDES = {8, 16, 32};

    private final ModelDescriptor descriptor;

    BoxDecoder(ModelDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * @return every proposal whose class has a category and whose confidence reaches the least one
     * @throws ModelUnavailable if the shape does not fit the layout or a number is none
     */
    List<Candidate> decode(FloatBuffer values, long[] shape) {
        if (shape.length != 3 || shape[0] != 1) {
            throw wrongShape(shape);
        }
        var rows = new float[(int) (shape[1] * shape[2])];
        values.get(rows);
        return switch (descriptor.layout().orElseThrow()) {
            case V5 -> rows(rows, shape, false);
            case YOLOX_RAW -> rows(rows, shape, true);
            case V8 -> columns(rows, shape);
            case E2E -> endToEnd(rows, shape);
        };
    }

    private List<Candidate> rows(float[] values, long[] shape, boolean raw) {
        var length = (int) shape[2];
        if (length < 6) {
            throw wrongShape(shape);
        }
        var anchors = raw ? anchors((int) shape[1], shape) : null;
        var found = new ArrayList<Candidate>();
        for (var row = 0; row < shape[1]; row++) {
            var at = row * length;
            var objectness = number(values[at + 4]);
            if (objectness < descriptor.minConfidence()) {
                continue;
            }
            var best = at + 5;
            for (var i = at + 6; i < at + length; i++) {
                if (values[i] > values[best]) {
                    best = i;
                }
            }
            var confidence = objectness * number(values[best]);
            if (raw) {
                var stride = anchors[row * 3 + 2];
                add(
                        found,
                        (values[at] + anchors[row * 3]) * stride,
                        (values[at + 1] + anchors[row * 3 + 1]) * stride,
                        (float) Math.exp(values[at + 2]) * stride,
                        (float) Math.exp(values[at + 3]) * stride,
                        confidence,
                        best - at - 5);
            } else {
                add(
                        found,
                        values[at],
                        values[at + 1],
                        values[at + 2],
                        values[at + 3],
                        confidence,
                        best - at - 5);
            }
        }
        return found;
    }

    private List<Candidate> columns(float[] values, long[] shape) {
        var count = (int) shape[2];
        var classes = (int) shape[1] - 4;
        if (classes < 1) {
            throw wrongShape(shape);
        }
        var bestScore = new float[count];
        var bestClass = new int[count];
        Arrays.fill(bestScore, Float.NEGATIVE_INFINITY);
        for (var c = 0; c < classes; c++) {
            var at = (4 + c) * count;
            for (var i = 0; i < count; i++) {
                if (number(values[at + i]) > bestScore[i]) {
                    bestScore[i] = values[at + i];
                    bestClass[i] = c;
                }
            }
        }
        var found = new ArrayList<Candidate>();
        for (var i = 0; i < count; i++) {
            add(
                    found,
                    values[i],
                    values[count + i],
                    values[2 * count + i],
                    values[3 * count + i],
                    bestScore[i],
                    bestClass[i]);
        }
        return found;
    }

    private List<Candidate> endToEnd(float[] values, long[] shape) {
        if (shape[2] != 6) {
            throw wrongShape(shape);
        }
        var found = new ArrayList<Candidate>();
        for (var row = 0; row < shape[1]; row++) {
            var at = row * 6;
            var candidate =
                    new Candidate(
                            number(values[at]),
                            number(values[at + 1]),
                            number(values[at + 2]),
                            number(values[at + 3]),
                            number(values[at + 4]),
                            Math.round(values[at + 5]));
            keep(found, candidate);
        }
        return found;
    }

    private void add(
            List<Candidate> found,
            float x,
            float y,
            float width,
            float height,
            float confidence,
            int classIndex) {
        if (confidence >= descriptor.minConfidence()) {
            keep(
                    found,
                    new Candidate(
                            number(x) - number(width) / 2,
                            number(y) - number(height) / 2,
                            x + width / 2,
                            y + height / 2,
                            confidence,
                            classIndex));
        }
    }

    private void keep(List<Candidate> found, Candidate candidate) {
        if (candidate.confidence() >= descriptor.minConfidence()
                && descriptor.categories().containsKey(candidate.classIndex())) {
            found.add(candidate);
        }
    }

    private float[] anchors(int count, long[] shape) {
        var anchors = new float[count * 3];
        var at = 0;
        for (var stride : YOLOX_STRIDES) {
            var cells = descriptor.input().size() / stride;
            for (var y = 0; y < cells; y++) {
                for (var x = 0; x < cells; x++) {
                    if (at == anchors.length) {
                        throw wrongShape(shape);
                    }
                    anchors[at++] = x;
                    anchors[at++] = y;
                    anchors[at++] = stride;
                }
            }
        }
        if (at != anchors.length) {
            throw wrongShape(shape);
        }
        return anchors;
    }

    private float number(float value) {
        if (Float.isNaN(value)) {
            throw new ModelUnavailable(
                    "Model %s answered with something that is no number. Its file or its engine is broken."
                            .formatted(descriptor.name()));
        }
        return value;
    }

    private ModelUnavailable wrongShape(long[] shape) {
        return new ModelUnavailable(
                "Model %s: the field layout says %s, but the output has the shape %s."
                        .formatted(
                                descriptor.name(),
                                descriptor.layout().orElseThrow(),
                                Arrays.toString(shape)));
    }
}
