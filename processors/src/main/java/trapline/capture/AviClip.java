package trapline.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The chunks of an AVI file.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/directshow/avi-riff-file-reference">AVI
 *     RIFF</a>
 */
final class AviClip {
    private static final Set<String> WALKED = Set.of("hdrl", "INFO");
    private static final int LONGEST_DATE = 64;

    /**
     * {@code Tue Oct 06 12:44:01 2009}, {@code 2009:10:06 12:44:01}, {@code 2009-10-06 12:44:01}.
     */
    private static final List<DateTimeFormatter> DATES =
            List.of(
                    date("EEE MMM d HH:mm:ss yyyy"),
                    date("EEE MMM  d HH:mm:ss yyyy"),
                    date("yyyy:MM:dd HH:mm:ss"),
                    date("yyyy-MM-dd HH:mm:ss"),
                    date("yyyy/MM/dd HH:mm:ss"));

    private final FileChannel channel;
    private final ClipHeader.Found found = new ClipHeader.Found();
    private final ClipHeader.Budget budget = new ClipHeader.Budget();

    AviClip(FileChannel channel) {
        this.channel = channel;
    }

    ClipHeader read() throws IOException, UnusableFile {
        var size = channel.size();
        var stated =
                ClipHeader.read(channel, 4, 4)
                        .map(bytes -> Integer.toUnsignedLong(little(bytes).getInt(0)))
                        .orElse(0L);
        walk(12, Math.min(size, stated == 0 ? size : stated + 8));
        // Recorders that stop without closing the file leave 0 here.
        return found.header(stated > 0 && stated + 8 > size + 1);
    }

    private void walk(long start, long end) throws IOException, UnusableFile {
        var position = start;
        while (position + 8 <= end) {
            budget.spend();
            var head = ClipHeader.read(channel, position, 8);
            if (head.isEmpty()) {
                return;
            }
            var name = FileInspection.ascii(head.get(), 0, 4);
            var length = Integer.toUnsignedLong(little(head.get()).getInt(4));
            var body = position + 8;
            if (name.equals("LIST")) {
                var kind = ClipHeader.read(channel, body, 4);
                if (kind.isPresent() && WALKED.contains(FileInspection.ascii(kind.get(), 0, 4))) {
                    walk(body + 4, Math.min(end, body + length));
                }
            } else if (name.equals("avih")) {
                ClipHeader.read(channel, body + 32, 8)
                        .map(AviClip::little)
                        .ifPresent(bytes -> found.size(bytes.getInt(0), bytes.getInt(4)));
            } else if (name.equals("IDIT") || name.equals("ICRD")) {
                date(body, (int) Math.min(LONGEST_DATE, length));
            }
            position = body + length + (length & 1);
        }
    }

    private void date(long at, int length) throws IOException {
        var bytes = ClipHeader.read(channel, at, length);
        if (bytes.isPresent()) {
            var raw = FileInspection.ascii(bytes.get(), 0, length).replace("\0", "").strip();
            DATES.stream()
                    .flatMap(format -> parse(format, raw).stream())
                    .findFirst()
                    .ifPresent(time -> found.recorded(time, false, raw));
        }
    }

    private static Optional<LocalDateTime> parse(DateTimeFormatter format, String raw) {
        try {
            return Optional.of(LocalDateTime.parse(raw, format));
        } catch (DateTimeException e) {
            // Written another way: the next format is tried.
            return Optional.empty();
        }
    }

    private static DateTimeFormatter date(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    private static ByteBuffer little(ByteBuffer bytes) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }
}
