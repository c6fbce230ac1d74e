package trapline.standin.camera;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The least EXIF a trap camera writes: who it is, and when by its own clock, which knows no zone.
 * Layout and tags are those of CIPA DC-008 (EXIF 2.32), section 4.6.
 */
final class ExifSegment {
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss", Locale.ROOT);
    private static final byte[] PREFIX = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final int MAKE = 0x010F;
    private static final int MODEL = 0x0110;
    private static final int DATE_TIME_CHANGED = 0x0132;
    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int EXIF_VERSION = 0x9000;
    private static final int DATE_TIME_ORIGINAL = 0x9003;
    private static final int DATE_TIME_DIGITIZED = 0x9004;
    private static final int BODY_SERIAL_NUMBER = 0xA431;

    private static final int TEXT = 2;
    private static final int LONG = 4;
    private static final int UNDEFINED = 7;

    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    private static final int INLINE_BYTES = 4;

    private ExifSegment() {}

    @SuppressWarnings("ArrayRecordComponent") // lives for one call and is compared by nobody
    private record Entry(int tag, int type, byte[] value) {
        int count() {
            return type == LONG ? 1 : value.length;
        }
    }

    /** The content of the APP1 segment: little endian, two directories. */
    static byte[] of(String make, String model, String serial, LocalDateTime takenAt) {
        var time = text(DATE_TIME.format(takenAt));
        var version = "0232".getBytes(StandardCharsets.US_ASCII);
        var details =
                List.of(
                        new Entry(EXIF_VERSION, UNDEFINED, version),
                        new Entry(DATE_TIME_ORIGINAL, TEXT, time),
                        new Entry(DATE_TIME_DIGITIZED, TEXT, time),
                        new Entry(BODY_SERIAL_NUMBER, TEXT, text(serial)));
        var main = new ArrayList<Entry>();
        main.add(new Entry(MAKE, TEXT, text(make)));
        main.add(new Entry(MODEL, TEXT, text(model)));
        main.add(new Entry(DATE_TIME_CHANGED, TEXT, time));
        // The details follow the main directory, whose length does not depend on the address.
        main.add(new Entry(EXIF_DIRECTORY, LONG, number(0)));
        var detailsAt = HEADER_BYTES + directory(main, HEADER_BYTES).length;
        main.set(main.size() - 1, new Entry(EXIF_DIRECTORY, LONG, number(detailsAt)));

        var out = new ByteArrayOutputStream();
        out.writeBytes(PREFIX);
        out.writeBytes("II*\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(number(HEADER_BYTES));
        out.writeBytes(directory(main, HEADER_BYTES));
        out.writeBytes(directory(details, detailsAt));
        return out.toByteArray();
    }

    /**
     * @param entries in the order of their tags
     * @param at where the directory begins, counted from the byte order mark
     */
    private static byte[] directory(List<Entry> entries, int at) {
        var valuesAt = at + 2 + entries.size() * ENTRY_BYTES + 4;
        var values = new ByteArrayOutputStream();
        var table = ByteBuffer.allocate(valuesAt - at).order(ByteOrder.LITTLE_ENDIAN);
        table.putShort((short) entries.size());
        for (var entry : entries) {
            table.putShort((short) entry.tag());
            table.putShort((short) entry.type());
            table.putInt(entry.count());
            if (entry.value().length <= INLINE_BYTES) {
                table.put(entry.value()).put(new byte[INLINE_BYTES - entry.value().length]);
            } else {
                table.putInt(valuesAt + values.size());
                values.writeBytes(entry.value());
                // Values begin at even addresses.
                if (values.size() % 2 == 1) {
                    values.write(0);
                }
            }
        }
        table.putInt(0);
        var out = new ByteArrayOutputStream();
        out.writeBytes(table.array());
        out.writeBytes(values.toByteArray());
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
    }
}
