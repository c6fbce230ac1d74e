package trapline.standin.camera;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Adds segments to JPEG files; the picture itself stays as it is. */
final class JpegSegments {
    private static final int SOI = 0xD8;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP15 = 0xEF;
    private static final int COM = 0xFE;
    private static final int LONGEST = 65_533;

    private JpegSegments() {}

    static boolean isJpeg(byte[] file) {
        return file.length > 4
                && (file[0] & 0xFF) == 0xFF
                && (file[1] & 0xFF) == SOI
                && (file[2] & 0xFF) == 0xFF;
    }

    /**
     * Puts a comment behind the application segments: JFIF and EXIF must come first.
     *
     * @throws IllegalArgumentException if it is no JPEG
     */
    static byte[] withComment(byte[] jpeg, String comment) {
        check(jpeg);
        var at = 2;
        while (at + 4 <= jpeg.length && isApplication(jpeg, at)) {
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
        }
        return insert(
                jpeg, Math.min(at, jpeg.length), COM, comment.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts EXIF first; a JFIF segment at that place is left out, as cameras do. */
    static byte[] withExif(byte[] jpeg, byte[] exif) {
        check(jpeg);
        var at = 2;
        if ((jpeg[3] & 0xFF) == APP0) {
            at += 2 + ((jpeg[4] & 0xFF) << 8 | (jpeg[5] & 0xFF));
        }
        var out = new ByteArrayOutputStream(jpeg.length + exif.length);
        out.write(jpeg, 0, 2);
        out.write(jpeg, at, jpeg.length - at);
        return insert(out.toByteArray(), 2, APP1, exif);
    }

    private static void check(byte[] jpeg) {
        if (!isJpeg(jpeg)) {
            throw new IllegalArgumentException("not a JPEG file");
        }
    }

    private static boolean isApplication(byte[] jpeg, int at) {
        var marker = jpeg[at + 1] & 0xFF;
        return (jpeg[at] & 0xFF) == 0xFF && marker >= APP0 && marker <= APP15;
    }

    private static byte[] insert(byte[] jpeg, int at, int marker, byte[] content) {
        if (content.length > LONGEST) {
            throw new IllegalArgumentException(
                    "a segment holds %d bytes at most".formatted(LONGEST));
        }
        var out = new ByteArrayOutputStream(jpeg.length + content.length + 4);
        out.write(jpeg, 0, at);
        out.write(0xFF);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write((content.length + 2) & 0xFF);
        out.writeBytes(content);
        out.write(jpeg, at, jpeg.length - at);
        return out.toByteArray();
    }
}
