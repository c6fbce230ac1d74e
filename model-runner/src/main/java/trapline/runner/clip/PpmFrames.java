package trapline.runner.clip;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import trapline.runner.Picture;

/**
 * Reads pictures that follow one another in the binary PPM format.
 *
 * @see <a href="https://netpbm.sourceforge.net/doc/ppm.html">PPM</a>
 */
final class PpmFrames {
    private static final Pattern HEADER = Pattern.compile("P6 (\\d{1,5}) (\\d{1,5}) 255 ");
    private static final int LONGEST_HEADER = 32;

    private PpmFrames() {}

    /**
     * @param longSide pictures with a longer side than this are refused
     * @return the next picture; empty at the end, or when what follows is not whole
     */
    static Optional<Picture> next(InputStream in, int longSide) throws IOException {
        var header = HEADER.matcher(header(in));
        if (!header.matches()) {
            return Optional.empty();
        }
        var width = Integer.parseInt(header.group(1));
        var height = Integer.parseInt(header.group(2));
        if (width < 1 || height < 1 || Math.max(width, height) > longSide) {
            throw new IOException("a frame of %d x %d was not asked for".formatted(width, height));
        }
        var rgb = in.readNBytes(width * height * 3);
        return rgb.length == width * height * 3
                ? Optional.of(new Picture(width, height, rgb, false))
                : Optional.empty();
    }

    /** Three lines, or four parts: magic number, width, height, greatest value. */
    private static String header(InputStream in) throws IOException {
        var header = new ByteArrayOutputStream();
        var parts = 0;
        while (parts < 4 && header.size() < LONGEST_HEADER) {
            var next = in.read();
            if (next < 0) {
                break;
            }
            var ends = next == '\n' || next == ' ';
            parts += ends ? 1 : 0;
            header.write(ends ? ' ' : next);
        }
        return header.toString(US_ASCII);
    }
}
