package trapline.runner.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes tiny ONNX networks whose answers are known: whatever picture goes in, a fixed table comes
 * out, once for each picture, changed by how bright it is where a test wants that.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3">onnx.proto3</a>
 */
public final class OnnxFile {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;

    private OnnxFile() {}

    /**
     * {@code [N, 3, H, W] -> [N, rows, columns]}, any N, H and W: always this table.
     *
     * @param table rows after one another
     */
    public static void table(Path file, float[] table, int rows, int columns) {
        tableOfBrightness(file, table, new float[table.length], rows, columns);
    }

    /**
     * The same, but each picture gets {@code table + brightness * slope}, its brightness being the
     * mean of its input, so that pictures that go through together can be told apart.
     */
    public static void tableOfBrightness(
            Path file, float[] table, float[] slope, int rows, int columns) {
        write(
                file,
                graph -> {
                    brightness(graph);
                    graph.message(1, node -> node(node, "Mul", "share", "cube", "slope"));
                    graph.message(1, node -> node(node, "Add", "output", "share", "table"));
                    tensor(graph, "table", table, 1, rows, columns);
                    tensor(graph, "slope", slope, 1, rows, columns);
                },
                "batch",
                "rows",
                "columns");
    }

    /** {@code [N, 3, H, W] -> [N, labels]}: {@code scores + brightness * slope}. */
    public static void scores(Path file, float[] scores, float[] slope) {
        write(
                file,
                graph -> {
                    brightness(graph);
                    graph.message(1, node -> node(node, "Mul", "share", "one", "slope"));
                    graph.message(1, node -> node(node, "Add", "output", "share", "table"));
                    tensor(graph, "table", scores, 1, scores.length);
                    tensor(graph, "slope", slope, 1, slope.length);
                },
                "batch",
                "labels");
    }

    /** {@code [N, 3, H, W] -> [N, 3]}: the mean of each plane, so that a test sees what went in. */
    public static void planeMeans(Path file) {
        write(
                file,
                graph ->
                        graph.message(
                                1,
                                node -> {
                                    node(node, "ReduceMean", "output", "input");
                                    attribute(node, "axes", 2, 3);
                                    attribute(node, "keepdims", 0);
                                }),
                "batch",
                "planes");
    }

    @FunctionalInterface
    private interface Content {
        void write(Protobuf graph);
    }

    /** {@code one}: {@code [N, 1]}, and {@code cube}: {@code [N, 1, 1]}, the mean of the input. */
    private static void brightness(Protobuf graph) {
        graph.message(
                1,
                node -> {
                    node(node, "ReduceMean", "mean", "input");
                    attribute(node, "axes", 2, 3);
                    attribute(node, "keepdims", 0);
                });
        graph.message(
                1,
                node -> {
                    node(node, "ReduceMean", "one", "mean");
                    attribute(node, "axes", 1);
                    attribute(node, "keepdims", 1);
                });
        graph.message(1, node -> node(node, "Unsqueeze", "cube", "one", "last"));
        indices(graph, "last", 2);
    }

    private static void write(Path file, Content content, String... output) {
        var model = new Protobuf();
        model.number(1, IR_VERSION);
        model.message(
                7,
                graph -> {
                    content.write(graph);
                    graph.text(2, "synthetic");
                    graph.message(
                            11, in -> value(in, "input", "batch", "planes", "height", "width"));
                    graph.message(12, out -> value(out, "output", output));
                });
        model.message(8, opset -> opset.number(2, OPSET));
        try {
            Files.write(file, model.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void node(Protobuf node, String operator, String output, String... inputs) {
        for (var input : inputs) {
            node.text(1, input);
        }
        node.text(2, output);
        node.text(3, output);
        node.text(4, operator);
    }

    /** One number when there is one, else a list. */
    private static void attribute(Protobuf node, String name, long... values) {
        node.message(
                5,
                attribute -> {
                    attribute.text(1, name);
                    if (name.equals("axes")) {
                        for (var value : values) {
                            attribute.number(8, value);
                        }
                        attribute.number(20, 7);
                    } else {
                        attribute.number(3, values[0]);
                        attribute.number(20, 2);
                    }
                });
    }

    private static void tensor(Protobuf graph, String name, float[] values, long... shape) {
        graph.message(
                5,
                tensor -> {
                    for (var length : shape) {
                        tensor.number(1, length);
                    }
                    tensor.number(2, FLOAT);
                    tensor.text(8, name);
                    tensor.floats(9, values);
                });
    }

    private static void indices(Protobuf graph, String name, long... values) {
        graph.message(
                5,
                tensor -> {
                    tensor.number(1, values.length);
                    tensor.number(2, INT64);
                    tensor.text(8, name);
                    tensor.longs(9, values);
                });
    }

    private static void value(Protobuf value, String name, String... dimensions) {
        value.text(1, name);
        value.message(
                2,
                type ->
                        type.message(
                                1,
                                tensor -> {
                                    tensor.number(1, FLOAT);
                                    tensor.message(
                                            2,
                                            shape -> {
                                                for (var dimension : dimensions) {
                                                    shape.message(1, one -> one.text(2, dimension));
                                                }
                                            });
                                }));
    }
}
