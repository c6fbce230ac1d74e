package trapline.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What the head of a clip's container says. Only headers are read, and only so many of them.
 *
 * @param width pixels, where it says so
 * @param recorded when it was recorded, where it says so
 * @param truncated the end is missing
 */
record ClipHeader(
        Optional<Integer> width,
        Optional<Integer> height,
        Optional<Content.Recorded> recorded,
        boolean truncated) {

    private static final int LARGEST_SIDE = 16_384;

    /** Collects what is found on the way through a container. */
    static final class Found {
        private int width;
        private int height;
        private Optional<Content.Recorded> recorded = Optional.empty();

        /** The largest picture stream counts; beside it there may be a small one. */
        void size(long wide, long high) {
            var plausible = wide > 0 && high > 0 && wide <= LARGEST_SIDE && high <= LARGEST_SIDE;
            if (plausible && wide * high > (long) width * height) {
                width = (int) wide;
                height = (int) high;
            }
        }

        void recorded(LocalDateTime time, boolean utc, String raw) {
            if (recorded.isEmpty()) {
                recorded = Optional.of(new Content.Recorded(time, utc, raw));
            }
        }

        ClipHeader header(boolean truncated) {
            return new ClipHeader(
                    Optional.of(width).filter(value -> value > 0),
                    Optional.of(height).filter(value -> value > 0),
                    recorded,
                    truncated);
        }
    }

    /** Counts headers: a file may hold millions of empty ones. */
    static final class Budget {
        private int left = 5000;

        void spend() throws UnusableFile {
            if (--left < 0) {
                throw new UnusableFile(
                        QuarantineReason.BROKEN_STRUCTURE,
                        "The clip has more than 5000 parts before its pictures.");
            }
        }
    }

    /** Empty when the file ends before them. */
    static Optional<ByteBuffer> read(FileChannel channel, long position, int length)
            throws IOException {
        var bytes = FileInspection.read(channel, position, length);
        return Optional.of(bytes).filter(found -> found.remaining() == length);
    }
}
