package trapline.runner.motion;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a camera usually sees, small and grey: one view by day and one by infra-red light, because
 * they have little in common.
 */
public record Background(int width, int height, Optional<View> colour, Optional<View> infrared) {
    private static final byte FORMAT = 2;
    private static final int HEAD = 6;

    /**
     * @param plane brightness, 0 to 255
     * @param unrest how much each pixel usually differs, in quarters: leaves in the wind, water
     */
    @SuppressWarnings("ArrayRecordComponent") // replaced as a whole, never changed
    record View(byte[] plane, byte[] unrest) {}

    /** The view for one kind of light. */
    Optional<View> view(boolean isInfrared) {
        return isInfrared ? infrared : colour;
    }

    Background with(boolean isInfrared, View view) {
        return isInfrared
                ? new Background(width, height, colour, Optional.of(view))
                : new Background(width, height, Optional.of(view), infrared);
    }

    public byte[] toBytes() {
        var views = (colour.isPresent() ? 1 : 0) + (infrared.isPresent() ? 1 : 0);
        var buffer = ByteBuffer.allocate(HEAD + 2 * views * width * height);
        buffer.put(FORMAT).putShort((short) width).putShort((short) height);
        buffer.put((byte) ((colour.isPresent() ? 1 : 0) | (infrared.isPresent() ? 2 : 0)));
        colour.ifPresent(view -> buffer.put(view.plane()).put(view.unrest()));
        infrared.ifPresent(view -> buffer.put(view.plane()).put(view.unrest()));
        return buffer.array();
    }

    /** Empty when the bytes are of another version or broken: the camera is learned anew. */
    public static Optional<Background> of(byte[] bytes) {
        if (bytes.length < HEAD || bytes[0] != FORMAT) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        var width = buffer.getShort();
        var height = buffer.getShort();
        var kinds = buffer.get();
        var size = width * height;
        var wanted = 2 * Integer.bitCount(kinds & 3) * size;
        if (width < 1 || height < 1 || buffer.remaining() != wanted) {
            return Optional.empty();
        }
        Optional<View> colour =
                (kinds & 1) != 0 ? Optional.of(take(buffer, size)) : Optional.empty();
        Optional<View> infrared =
                (kinds & 2) != 0 ? Optional.of(take(buffer, size)) : Optional.empty();
        return Optional.of(new Background(width, height, colour, infrared));
    }

    private static View take(ByteBuffer buffer, int size) {
        var plane = new byte[size];
        var unrest = new byte[size];
        buffer.get(plane).get(unrest);
        return new View(plane, unrest);
    }
}
