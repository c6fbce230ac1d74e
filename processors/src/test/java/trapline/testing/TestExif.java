package trapline.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An EXIF block (TIFF 6.0, big endian) as a camera writes it, for pictures made by tests. */
public final class TestExif {
    private static final int ASCII = 2;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;

    private static final int EXIF_POINTER = 0x8769;
    private static final int GPS_POINTER = 0x8825;

    private final List<Entry> main = new ArrayList<>();
    private final List<Entry> sub = new ArrayList<>();
    private final List<Entry> gps = new ArrayList<>();

    private record Entry(int tag, int type, int count, ByteBuffer value) {}

    public static TestExif of(String make, String model) {
        return new TestExif().text(0x010F, make).text(0x0110, model);
    }

    public static TestExif empty() {
        return new TestExif();
    }

    /** As written, such as {@code 2026:03:01 04:12:09}. */
    public TestExif taken(String time) {
        sub.add(ascii(0x9003, time));
        return this;
    }

    public TestExif offset(String offset) {
        sub.add(ascii(0x9011, offset));
        return this;
    }

    public TestExif serial(String serial) {
        sub.add(ascii(0xA431, serial));
        return this;
    }

    public TestExif description(String text) {
        return text(0x010E, text);
    }

    public TestExif makerNote(byte[] bytes) {
        sub.add(new Entry(0x927C, UNDEFINED, bytes.length, ByteBuffer.wrap(bytes)));
        return this;
    }

    /** Any tag of the first directory with bytes of no type. */
    public TestExif raw(int tag, byte[] bytes) {
        main.add(new Entry(tag, UNDEFINED, bytes.length, ByteBuffer.wrap(bytes)));
        return this;
    }

    /** Degrees, positive north and east. */
    public TestExif position(double latitude, double longitude) {
        gps.add(ascii(1, latitude < 0 ? "S" : "N"));
        gps.add(degrees(2, Math.abs(latitude)));
        gps.add(ascii(3, longitude < 0 ? "W" : "E"));
        gps.add(degrees(4, Math.abs(longitude)));
        return this;
    }

    private TestExif text(int tag, String value) {
        main.add(ascii(tag, value));
        return this;
    }

    private static Entry ascii(int tag, String value) {
        var bytes = (value + "\0").getBytes(StandardCharsets.UTF_8);
        return new Entry(tag, ASCII, bytes.length, ByteBuffer.wrap(bytes));
    }

    private static Entry degrees(int tag, double degrees) {
        var whole = (int) degrees;
        var minutes = (degrees - whole) * 60;
        var seconds = (minutes - (int) minutes) * 60;
        return new Entry(
                tag,
                RATIONAL,
                3,
                ByteBuffer.allocate(24)
                        .putInt(whole)
                        .putInt(1)
                        .putInt((int) minutes)
                        .putInt(1)
                        .putInt((int) Math.round(seconds * 100_000))
                        .putInt(100_000)
                        .flip());
    }

    /** The whole block, from {@code MM} on. */
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(
                ByteBuffer.allocate(8)
                        .put((byte) 'M')
                        .put((byte) 'M')
                        .putShort((short) 42)
                        .putInt(8)
                        .array());
        var first = new ArrayList<>(main);
        var subAt = 8 + size(main, (sub.isEmpty() ? 0 : 1) + (gps.isEmpty() ? 0 : 1));
        var gpsAt = subAt + (sub.isEmpty() ? 0 : size(sub, 0));
        if (!sub.isEmpty()) {
            first.add(pointer(EXIF_POINTER, subAt));
        }
        if (!gps.isEmpty()) {
            first.add(pointer(GPS_POINTER, gpsAt));
        }
        out.writeBytes(directory(first, 8));
        if (!sub.isEmpty()) {
            out.writeBytes(directory(sub, subAt));
        }
        if (!gps.isEmpty()) {
            out.writeBytes(directory(gps, gpsAt));
        }
        return out.toByteArray();
    }

    private static Entry pointer(int tag, int at) {
        return new Entry(tag, LONG, 1, ByteBuffer.allocate(4).putInt(at).flip());
    }

    private static int size(List<Entry> entries, int pointers) {
        var values =
                entries.stream()
                        .mapToInt(e -> e.value().remaining() > 4 ? e.value().remaining() : 0)
                        .sum();
        return 2 + 12 * (entries.size() + pointers) + 4 + values;
    }

    private static byte[] directory(List<Entry> unsorted, int at) {
        var entries = unsorted.stream().sorted(Comparator.comparingInt(Entry::tag)).toList();
        var out = ByteBuffer.allocate(size(entries, 0));
        var valueAt = 2 + 12 * entries.size() + 4;
        out.putShort((short) entries.size());
        for (var entry : entries) {
            out.putShort((short) entry.tag()).putShort((short) entry.type()).putInt(entry.count());
            if (entry.value().remaining() > 4) {
                out.putInt(at + valueAt);
                out.put(valueAt, entry.value(), 0, entry.value().remaining());
                valueAt += entry.value().remaining();
            } else {
                out.put(entry.value().duplicate()).put(new byte[4 - entry.value().remaining()]);
            }
        }
        out.putInt(0);
        return out.array();
    }
}
