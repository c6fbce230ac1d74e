package trapline.runner.service;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes an ONNX file whose network answers the same whatever it is shown: a constant, to which
 * nothing is added but zero times the mean of the input.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the fields' numbers</a>
 */
final class TinyOnnx {
    private static final int FLOAT = 1;
    private static final int INT_ATTRIBUTE = 2;
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TinyOnnx() {}

    /**
     * @param side of the input {@code [1, 3, side, side]}
     */
    static byte[] answering(int side, long[] shape, float... values) {
        var graph =
                new TinyOnnx()
                        .message(1, node("ReduceMean", "mean", "images").message(5, keepNothing()))
                        .message(1, node("Mul", "nothing", "mean", "zero"))
                        .message(1, node("Add", "answer", "constant", "nothing"))
                        .text(2, "tiny")
                        .message(5, tensor("zero", new long[0], 0f))
                        .message(5, tensor("constant", shape, values))
                        .message(11, value("images", 1, 3, side, side))
                        .message(12, value("answer", shape));
        return new TinyOnnx()
                .number(1, 8)
                .text(2, "trapline-test")
                .message(7, graph)
                .message(8, new TinyOnnx().text(1, "").number(2, 11))
                .out
                .toByteArray();
    }

    private static TinyOnnx node(String type, String output, String... inputs) {
        var node = new TinyOnnx();
        for (var input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(3, output).text(4, type);
    }

    private static TinyOnnx keepNothing() {
        return new TinyOnnx().text(1, "keepdims").number(3, 0).number(20, INT_ATTRIBUTE);
    }

    private static TinyOnnx tensor(String name, long[] shape, float... values) {
        var tensor = new TinyOnnx();
        for (var size : shape) {
            tensor.number(1, size);
        }
        var raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var value : values) {
            raw.putFloat(value);
        }
        return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    private static TinyOnnx value(String name, long... shape) {
        var dimensions = new TinyOnnx();
        for (var size : shape) {
            dimensions.message(1, new TinyOnnx().number(1, size));
        }
        var tensor = new TinyOnnx().number(1, FLOAT).message(2, dimensions);
        return new TinyOnnx().text(1, name).message(2, new TinyOnnx().message(1, tensor));
    }

    private TinyOnnx number(int field, long value) {
        varint(((long) field << 3) | VARINT);
        varint(value);
        return this;
    }

    private TinyOnnx text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private TinyOnnx message(int field, TinyOnnx value) {
        return bytes(field, value.out.toByteArray());
    }

    private TinyOnnx bytes(int field, byte[] value) {
        varint(((long) field << 3) | BYTES);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    private void varint(long value) {
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
