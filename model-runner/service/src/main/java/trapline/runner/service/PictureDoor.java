package trapline.runner.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import trapline.runner.DecodeBudget;
import trapline.runner.Picture;
import trapline.runner.PictureReader;
import trapline.runner.UnreadablePicture;

/** Decodes what was sent, after a look at its header, in a bounded amount of memory. */
final class PictureDoor {
    /** While it is decoded a picture is there twice: as Java's image and as plain bytes. */
    private static final int BYTES_PER_PIXEL = 6;

    private static final int BYTES_PER_RAW_PIXEL = 3;

    private final long maxPixels;
    private final PictureReader reader;
    private final DecodeBudget budget;

    /**
     * @param memory bytes that pictures being decoded may take at once
     */
    PictureDoor(long maxPixels, long memory) {
        this.maxPixels = maxPixels;
        this.reader = new PictureReader(maxPixels);
        this.budget = new DecodeBudget(memory);
    }

    /**
     * @throws Refused if it is no picture, too large or broken
     */
    Picture decode(SentPicture sent) throws InterruptedException {
        return sent.shape().isPresent()
                ? asItIs(sent.bytes(), sent.shape().get())
                : decode(sent.bytes());
    }

    /** Nothing is to be decoded, and the bytes are not copied. */
    private Picture asItIs(byte[] pixels, SentPicture.Shape shape) {
        check(shape.pixels());
        var expected = shape.pixels() * BYTES_PER_RAW_PIXEL;
        if (pixels.length != expected) {
            throw new Refused(
                    Refused.Reason.BROKEN_PICTURE,
                    "Plain pixels of %d x %d are %d bytes, not %d."
                            .formatted(shape.width(), shape.height(), expected, pixels.length));
        }
        return new Picture(shape.width(), shape.height(), pixels, false);
    }

    private void check(long pixels) {
        if (pixels > maxPixels) {
            throw new Refused(
                    Refused.Reason.TOO_MANY_PIXELS,
                    "The picture has %d pixels; at most %d are decoded."
                            .formatted(pixels, maxPixels));
        }
    }

    private Picture decode(byte[] file) throws InterruptedException {
        var pixels = pixels(file);
        check(pixels);
        try (var share = budget.take(pixels * BYTES_PER_PIXEL)) {
            return reader.read(file);
        } catch (UnreadablePicture e) {
            throw new Refused(Refused.Reason.BROKEN_PICTURE, e.getMessage());
        }
    }

    private static long pixels(byte[] file) {
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new Refused(
                        Refused.Reason.NOT_A_PICTURE,
                        "This is no picture that can be decoded (JPEG or PNG).");
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return (long) reader.getWidth(0) * reader.getHeight(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Refused(
                    Refused.Reason.BROKEN_PICTURE, "The picture's header cannot be read.");
        }
    }
}
