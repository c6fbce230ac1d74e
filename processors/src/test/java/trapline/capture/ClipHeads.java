package trapline.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;

/** Heads of clips as cameras write them; there are no pictures behind them. */
public final class ClipHeads {
    private ClipHeads() {}

    /** An mp4 of 1920 x 1080 that says when it was recorded; year 1904: it does not know. */
    public static byte[] mp4(LocalDateTime utc) {
        var seconds = Duration.between(LocalDateTime.of(1904, 1, 1, 0, 0), utc).toSeconds();
        var movie = ByteBuffer.allocate(100).putInt(0).putInt((int) seconds).array();
        var track = ByteBuffer.allocate(84);
        track.putInt(76, 1920 << 16).putInt(80, 1080 << 16);
        return join(
                box("ftyp", "isom\0\0\0\0isommp42".getBytes(ISO_8859_1)),
                box("mdat", new byte[64]),
                box("moov", join(box("mvhd", movie), box("trak", box("tkhd", track.array())))));
    }

    /** An AVI of 640 x 480 that says in words when it was recorded. */
    public static byte[] avi(String date) {
        var header = little(56).putInt(32, 640).putInt(36, 480).array();
        var list =
                join(
                        "hdrl".getBytes(ISO_8859_1),
                        chunk("avih", header),
                        chunk("IDIT", (date + "\n\0").getBytes(ISO_8859_1)));
        var body =
                join(
                        "AVI ".getBytes(ISO_8859_1),
                        chunk("LIST", list),
                        chunk("LIST", "movi".getBytes(ISO_8859_1)));
        return chunk("RIFF", body);
    }

    /** A webm of 320 x 240, of unknown length as browsers write it. */
    public static byte[] webm(LocalDateTime utc) {
        var nanos = Duration.between(LocalDateTime.of(2001, 1, 1, 0, 0), utc).toNanos();
        var date = element(new int[] {0x44, 0x61}, ByteBuffer.allocate(8).putLong(nanos).array());
        var video =
                element(
                        new int[] {0xE0},
                        join(
                                element(new int[] {0xB0}, new byte[] {1, 0x40}),
                                element(new int[] {0xBA}, new byte[] {(byte) 240})));
        return join(
                element(
                        new int[] {0x1A, 0x45, 0xDF, 0xA3},
                        new byte[] {0x42, (byte) 0x86, (byte) 0x81, 1}),
                bytes(0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF),
                element(new int[] {0x15, 0x49, 0xA9, 0x66}, date),
                element(new int[] {0x16, 0x54, 0xAE, 0x6B}, element(new int[] {0xAE}, video)),
                element(new int[] {0x1F, 0x43, 0xB6, 0x75}, new byte[20]));
    }

    private static byte[] box(String name, byte[] body) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .put(name.getBytes(ISO_8859_1))
                .put(body)
                .array();
    }

    private static byte[] chunk(String name, byte[] body) {
        var padded = body.length + (body.length & 1);
        return little(8 + padded)
                .put(name.getBytes(ISO_8859_1))
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static byte[] element(int[] id, byte[] body) {
        return join(bytes(id), bytes(0x80 | body.length), body);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (var i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
