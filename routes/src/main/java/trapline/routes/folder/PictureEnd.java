package trapline.routes.folder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Tells a JPEG that was cut on its way from a whole one. */
public final class PictureEnd {
    /** Cameras write padding and trailers of their own behind the end marker. */
    private static final int TAIL = 1 << 16;

    private PictureEnd() {}

    /** Whether the file begins as a JPEG and has no end marker in its last 64 kB. */
    public static boolean isMissing(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            var size = bytes.length();
            if (size < 4 || bytes.readUnsignedShort() != 0xFFD8) {
                return false;
            }
            var tail = new byte[(int) Math.min(TAIL, size)];
            bytes.seek(size - tail.length);
            bytes.readFully(tail);
            for (var i = tail.length - 2; i >= 0; i--) {
                if (tail[i] == (byte) 0xFF && tail[i + 1] == (byte) 0xD9) {
                    return false;
                }
            }
            return true;
        }
    }
}
