package trapline.runner.service;

import java.util.Optional;

/**
 * A picture as it was sent.
 *
 * @param bytes a file, at least one byte; where a shape is told, plain pixels
 * @param shape of plain pixels; empty: the bytes are a file
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by one thread
record SentPicture(byte[] bytes, Optional<Shape> shape) {
    SentPicture {
        if (bytes.length == 0) {
            throw new Refused(Refused.Reason.EMPTY, "There is no picture: the file is empty.");
        }
    }

    static SentPicture file(byte[] bytes) {
        return new SentPicture(bytes, Optional.empty());
    }

    /** Width and height in pixels, as they were told. */
    record Shape(int width, int height) {
        private static final int LONGEST_SIDE = 65_535;

        Shape {
            if (width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE) {
                throw new Refused(
                        Refused.Reason.BAD_REQUEST,
                        "Width and height of plain pixels are 1 to %d.".formatted(LONGEST_SIDE));
            }
        }

        long pixels() {
            return (long) width * height;
        }
    }
}
