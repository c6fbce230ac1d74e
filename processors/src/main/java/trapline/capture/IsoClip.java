package trapline.capture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.LocalDateTime;

/**
 * The boxes of an mp4 or mov file.
 *
 * @see <a href="https://developer.apple.com/documentation/quicktime-file-format">QuickTime and
 *     ISO/IEC 14496-12</a>
 */
final class IsoClip {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1904, 1, 1, 0, 0);

    private final FileChannel channel;
    private final ClipHeader.Found found = new ClipHeader.Found();
    private final ClipHeader.Budget budget = new ClipHeader.Budget();
    private boolean hasIndex;
    private boolean truncated;

    IsoClip(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws UnusableFile if the index is missing, so that nothing can be decoded
     */
    ClipHeader read() throws IOException, UnusableFile {
        walk(0, channel.size(), 0);
        if (!hasIndex) {
            throw new UnusableFile(
                    QuarantineReason.BROKEN_STRUCTURE,
                    "The clip has no index (moov). Cameras write it last, so the end of the file is missing.");
        }
        return found.header(truncated);
    }

    private void walk(long start, long end, int depth) throws IOException, UnusableFile {
        var position = start;
        while (position + 8 <= end) {
            budget.spend();
            var head = ClipHeader.read(channel, position, (int) Math.min(16, end - position));
            if (head.isEmpty()) {
                return;
            }
            long size = Integer.toUnsignedLong(head.get().getInt(0));
            var name = FileInspection.ascii(head.get(), 4, 4);
            var headSize = 8;
            if (size == 1 && head.get().limit() == 16) {
                size = head.get().getLong(8);
                headSize = 16;
            } else if (size == 0) {
                size = end - position;
            }
            if (size < headSize) {
                return;
            }
            var next = position + size;
            if (next > end || next < 0) {
                truncated |= depth == 0;
                next = end;
            }
            box(name, position + headSize, next, depth);
            position = next;
        }
    }

    private void box(String name, long start, long end, int depth)
            throws IOException, UnusableFile {
        switch (name) {
            case "moov" -> {
                hasIndex |= depth == 0;
                walk(start, end, depth + 1);
            }
            case "trak" -> {
                if (depth == 1) {
                    walk(start, end, depth + 1);
                }
            }
            case "mvhd" -> movie(start);
            case "tkhd" -> track(start);
            default -> {
                // The pictures themselves, and what else may be there.
            }
        }
    }

    private void movie(long start) throws IOException {
        ClipHeader.read(channel, start, 12)
                .ifPresent(
                        bytes -> {
                            var seconds =
                                    bytes.get(0) == 1
                                            ? bytes.getLong(4)
                                            : Integer.toUnsignedLong(bytes.getInt(4));
                            if (seconds > 0 && seconds < 1L << 33) {
                                var time = EPOCH.plusSeconds(seconds);
                                found.recorded(time, true, time + "Z");
                            }
                        });
    }

    /** Width and height stand at the end, as 16.16 fixed point. */
    private void track(long start) throws IOException {
        var version = ClipHeader.read(channel, start, 1);
        if (version.isPresent()) {
            var at = start + (version.get().get(0) == 1 ? 88 : 76);
            ClipHeader.read(channel, at, 8)
                    .ifPresent(bytes -> found.size(bytes.getInt(0) >>> 16, bytes.getInt(4) >>> 16));
        }
    }
}
