package trapline.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.LocalDateTime;

/**
 * The elements of a webm or Matroska file.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9559">Matroska</a> and <a
 *     href="https://www.rfc-editor.org/rfc/rfc8794">EBML</a>
 */
final class EbmlClip {
    private static final LocalDateTime EPOCH = LocalDateTime.of(2001, 1, 1, 0, 0);
    private static final int SEGMENT = 0x18538067;
    private static final int INFO = 0x1549A966;
    private static final int DATE = 0x4461;
    private static final int TRACKS = 0x1654AE6B;
    private static final int TRACK = 0xAE;
    private static final int VIDEO = 0xE0;
    private static final int WIDTH = 0xB0;
    private static final int HEIGHT = 0xBA;
    private static final int CLUSTER = 0x1F43B675;
    private static final int DEEPEST = 6;

    private final FileChannel channel;
    private final ClipHeader.Found found = new ClipHeader.Found();
    private final ClipHeader.Budget budget = new ClipHeader.Budget();
    private long width;
    private boolean pictures;
    private boolean truncated;

    EbmlClip(FileChannel channel) {
        this.channel = channel;
    }

    ClipHeader read() throws IOException, UnusableFile {
        walk(0, channel.size(), 0);
        return found.header(truncated);
    }

    /** Stops at the first cluster: behind it come the pictures. */
    private void walk(long start, long end, int depth) throws IOException, UnusableFile {
        var position = start;
        while (position + 2 <= end && !pictures && depth < DEEPEST) {
            budget.spend();
            var head = FileInspection.read(channel, position, (int) Math.min(12, end - position));
            var idLength = length(head.get(0) & 0xFF);
            if (idLength > 4 || idLength >= head.limit()) {
                return;
            }
            var id = (int) number(head, 0, idLength);
            var sizeLength = length(head.get(idLength) & 0xFF);
            if (idLength + sizeLength > head.limit()) {
                return;
            }
            var mask = sizeLength == 8 ? (1L << 56) - 1 : (1L << (7 * sizeLength)) - 1;
            var size = number(head, idLength, sizeLength) & mask;
            var body = position + idLength + sizeLength;
            // All ones: it was not known when the head was written.
            var next = size == mask ? end : body + size;
            if (next > end || next < body) {
                truncated |= depth == 0;
                next = end;
            }
            element(id, body, next, depth);
            position = next;
        }
    }

    private void element(int id, long body, long end, int depth) throws IOException, UnusableFile {
        switch (id) {
            case SEGMENT, INFO, TRACKS, TRACK, VIDEO -> walk(body, end, depth + 1);
            case CLUSTER -> pictures = true;
            case DATE -> {
                if (end - body == 8) {
                    var nanos = ClipHeader.read(channel, body, 8).map(bytes -> bytes.getLong(0));
                    nanos.map(EPOCH::plusNanos)
                            .ifPresent(time -> found.recorded(time, true, time + "Z"));
                }
            }
            case WIDTH -> width = value(body, end);
            case HEIGHT -> found.size(width, value(body, end));
            default -> {
                // Not asked for.
            }
        }
    }

    private long value(long body, long end) throws IOException {
        var length = (int) Math.max(0, Math.min(4, end - body));
        var bytes = ClipHeader.read(channel, body, length);
        return bytes.isPresent() ? number(bytes.get(), 0, length) : 0;
    }

    /** How many bytes a number has whose first one this is: one more than its leading zero bits. */
    private static int length(int first) {
        return Integer.numberOfLeadingZeros(first) - 24 + 1;
    }

    private static long number(ByteBuffer bytes, int at, int length) {
        var value = 0L;
        for (var i = 0; i < length; i++) {
            value = (value << 8) | (bytes.get(at + i) & 0xFF);
        }
        return value;
    }
}
