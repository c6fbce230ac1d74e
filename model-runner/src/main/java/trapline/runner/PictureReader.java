package trapline.runner;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG and PNG to upright RGB. Greyscale keeps its sample values, CMYK is turned to RGB as
 * Pillow does, a truncated JPEG is decoded as far as it goes.
 */
public class PictureReader {
    private final long maxPixels;

    /**
     * @param maxPixels width times height above which a picture is refused from its header, before
     *     any memory is taken for it
     */
    public PictureReader(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    /**
     * @throws UnreadablePicture if it is no picture, too large or broken
     * @throws IOException if the file cannot be read at all
     */
    public Picture read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    /**
     * @throws UnreadablePicture if it is no picture, too large or broken
     */
    public Picture read(byte[] file) {
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new UnreadablePicture(
                        "This is no picture that can be decoded (JPEG or PNG).");
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return Orientation.upright(decode(reader, file), orientation(file));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UnreadablePicture("The picture is broken: " + e.getMessage(), e);
        }
    }

    private Picture decode(ImageReader reader, byte[] file) throws IOException {
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        if ((long) width * height > maxPixels) {
            throw new UnreadablePicture(
                    "The picture has %d x %d pixels; at most %d are decoded."
                            .formatted(width, height, maxPixels));
        }
        var truncated = new AtomicBoolean();
        IIOReadWarningListener listener =
                (source, warning) -> {
                    if (warning.contains("remature end")) {
                        truncated.set(true);
                    }
                };
        reader.addIIOReadWarningListener(listener);
        return new Picture(width, height, samples(reader, file), truncated.get());
    }

    private static byte[] samples(ImageReader reader, byte[] file) throws IOException {
        var header = JpegHeader.of(file);
        var components = header.map(JpegHeader::components).orElse(0);
        if (components == 4) {
            return Samples.rgbOfCmyk(reader.readRaster(0, null), header.get().ycck());
        }
        return components == 3 ? Samples.readRgb(reader) : Samples.rgb(reader.read(0));
    }

    private static int orientation(byte[] file) {
        try {
            var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
            var directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            return directory != null && directory.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
                    ? directory.getInt(ExifIFD0Directory.TAG_ORIENTATION)
                    : Orientation.UPRIGHT;
        } catch (ImageProcessingException | IOException | MetadataException e) {
            // Broken metadata says nothing of how the camera was held; the pixels are still good.
            return Orientation.UPRIGHT;
        }
    }

    /** For tests and tools that have an image already. */
    static Picture of(BufferedImage image) {
        return new Picture(image.getWidth(), image.getHeight(), Samples.rgb(image), false);
    }
}
