package trapline.runner;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a camera usually sees, small and grey: one picture by day and one by infra-red light,
 * because they have little in common.
 */
@SuppressWarnings("ArrayRecordComponent") // replaced as a whole, never changed
public record Background(
        int width, int height, Optional<byte[]> colour, Optional<byte[]> infrared) {
    private static final byte FORMAT = 1;

    /** The plane for one kind of light. */
    Optional<byte[]> plane(boolean isInfrared) {
        return isInfrared ? infrared : colour;
    }

    Background with(boolean isInfrared, byte[] plane) {
        return isInfrared
                ? new Background(width, height, colour, Optional.of(plane))
                : new Background(width, height, Optional.of(plane), infrared);
    }

    public byte[] toBytes() {
        var size = width * height;
        var buffer = ByteBuffer.allocate(6 + 2 * size);
        buffer.put(FORMAT).putShort((short) width).putShort((short) height);
        buffer.put((byte) ((colour.isPresent() ? 1 : 0) | (infrared.isPresent() ? 2 : 0)));
        colour.ifPresent(buffer::put);
        infrared.ifPresent(buffer::put);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Empty when the bytes are of another version or broken: the camera is learned anew. */
    public static Optional<Background> of(byte[] bytes) {
        if (bytes.length < 6 || bytes[0] != FORMAT) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        var width = buffer.getShort();
        var height = buffer.getShort();
        var kinds = buffer.get();
        var size = width * height;
        if (width < 1 || height < 1 || buffer.remaining() != Integer.bitCount(kinds & 3) * size) {
            return Optional.empty();
        }
        Optional<byte[]> colour =
                (kinds & 1) != 0 ? Optional.of(take(buffer, size)) : Optional.empty();
        Optional<byte[]> infrared =
                (kinds & 2) != 0 ? Optional.of(take(buffer, size)) : Optional.empty();
        return Optional.of(new Background(width, height, colour, infrared));
    }

    private static byte[] take(ByteBuffer buffer, int size) {
        var plane = new byte[size];
        buffer.get(plane);
        return plane;
    }
}
