package trapline.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small pictures and odd ones, made on the spot. */
public final class Pictures {
    private Pictures() {}

    /** A noisy baseline JPEG; another seed gives another content. */
    public static byte[] jpeg(int width, int height, long seed) {
        return written(drawn(width, height, seed), "jpeg");
    }

    /** A noisy PNG; another seed gives another content. */
    public static byte[] png(int width, int height, long seed) {
        return written(drawn(width, height, seed), "png");
    }

    /** The JPEG with an APP1 segment right behind its start. */
    public static byte[] withExif(byte[] jpeg, TestExif exif) {
        var tiff = exif.bytes();
        var content = ByteBuffer.allocate(6 + tiff.length);
        content.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1)).put(tiff);
        return withSegment(jpeg, 0xE1, content.array());
    }

    /** The JPEG with one more segment right behind its start; at most 65533 bytes. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + 4 + content.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** The first so many hundredths of the bytes. */
    public static byte[] cut(byte[] bytes, int percent) {
        return Arrays.copyOf(bytes, bytes.length * percent / 100);
    }

    /** The JPEG, with a header that claims another size. */
    public static byte[] jpegThatClaims(int width, int height) {
        var jpeg = jpeg(16, 16, 1);
        for (var i = 2; i < jpeg.length - 9; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                return ByteBuffer.wrap(jpeg)
                        .putShort(i + 5, (short) height)
                        .putShort(i + 7, (short) width)
                        .array();
            }
        }
        throw new IllegalStateException("no frame in the JPEG");
    }

    /** A PNG whose header, with the right checksum, claims another size. */
    public static byte[] pngThatClaims(int width, int height) {
        var png = png(4, 4, 1);
        var header = ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(png, 12, 17);
        return header.putInt(29, (int) crc.getValue()).array();
    }

    /** The PNG with one more chunk behind its header. */
    public static byte[] withChunk(byte[] png, String type, byte[] content) {
        var crc = new CRC32();
        var name = type.getBytes(StandardCharsets.ISO_8859_1);
        crc.update(name);
        crc.update(content);
        return ByteBuffer.allocate(png.length + 12 + content.length)
                .put(png, 0, 33)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) crc.getValue())
                .put(png, 33, png.length - 33)
                .array();
    }

    private static BufferedImage drawn(int width, int height, long seed) {
        var random = new Random(seed);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            graphics.setColor(new Color(90, 120, 80));
            graphics.fillRect(0, 0, width, height);
            for (var i = 0; i < 60; i++) {
                graphics.setColor(new Color(random.nextInt(0x1000000)));
                graphics.fillRect(
                        random.nextInt(width),
                        random.nextInt(height),
                        1 + width / 8,
                        1 + height / 8);
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static byte[] written(BufferedImage image, String format) {
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
