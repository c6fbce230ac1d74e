package trapline.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Says what a file is from its bytes, never from its name, and without decoding it. */
public class FileInspection {
    private static final int HEAD = 4096;

    /** Brands of ISO media files that hold a still picture (HEIF, AVIF), which nothing decodes. */
    private static final Set<String> STILLS =
            Set.of("heic", "heix", "heim", "heis", "mif1", "msf1", "avif", "avis");

    private final FileLimits limits;

    public FileInspection(FileLimits limits) {
        this.limits = limits;
    }

    /**
     * @throws UnusableFile if it is empty, too large, or nothing that is known
     * @throws IOException if it cannot be read; trying again may help
     */
    public Content inspect(Path file) throws IOException, UnusableFile {
        try (var channel = FileChannel.open(file)) {
            var size = channel.size();
            if (size == 0) {
                throw new UnusableFile(QuarantineReason.EMPTY, "The file has 0 bytes.");
            }
            var head = read(channel, 0, (int) Math.min(HEAD, size));
            if (starts(head, 0xFF, 0xD8, 0xFF)) {
                atMost(size, limits.pictureBytes());
                return withinPixels(new JpegStructure(channel).read());
            }
            if (starts(head, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
                atMost(size, limits.pictureBytes());
                return withinPixels(new PngStructure(channel).read());
            }
            var clipType = clipType(head);
            if (clipType.isPresent()) {
                atMost(size, limits.clipBytes());
                return clip(channel, clipType.get());
            }
            if (isText(head)) {
                atMost(size, limits.reportBytes());
                return new Content.Text();
            }
            throw new UnusableFile(
                    QuarantineReason.UNSUPPORTED_TYPE,
                    "The first bytes are %s.".formatted(hex(head)));
        }
    }

    private Content withinPixels(Content.Picture picture) throws UnusableFile {
        if ((long) picture.width() * picture.height() > limits.pixels()) {
            throw new UnusableFile(
                    QuarantineReason.TOO_MANY_PIXELS,
                    "The header says %d x %d pixels; at most %d pixels are decoded."
                            .formatted(picture.width(), picture.height(), limits.pixels()));
        }
        return picture;
    }

    private static void atMost(long size, long most) throws UnusableFile {
        if (size > most) {
            throw new UnusableFile(
                    QuarantineReason.TOO_LARGE,
                    "The file has %d bytes; at most %d are taken.".formatted(size, most));
        }
    }

    private Content clip(FileChannel channel, String type) throws IOException, UnusableFile {
        var header =
                switch (type) {
                    case "video/mp4", "video/quicktime" -> new IsoClip(channel).read();
                    case "video/x-msvideo" -> new AviClip(channel).read();
                    case "video/webm" -> new EbmlClip(channel).read();
                    default -> new ClipHeader.Found().header(false);
                };
        var pixels = (long) header.width().orElse(0) * header.height().orElse(0);
        if (pixels > limits.pixels()) {
            throw new UnusableFile(
                    QuarantineReason.TOO_MANY_PIXELS,
                    "The clip's frames have %d pixels; at most %d are decoded."
                            .formatted(pixels, limits.pixels()));
        }
        return new Content.Clip(
                type, header.width(), header.height(), header.recorded(), header.truncated());
    }

    /**
     * ISO 14496-12 (mp4, mov), RIFF AVI, EBML (webm, Matroska) and MPEG-PS as recorders write it.
     */
    private static Optional<String> clipType(ByteBuffer head) {
        if (head.limit() >= 12) {
            var second = ascii(head, 4, 4);
            if (second.equals("ftyp")) {
                if (STILLS.contains(ascii(head, 8, 4))) {
                    return Optional.empty();
                }
                return Optional.of(
                        ascii(head, 8, 2).equals("qt") ? "video/quicktime" : "video/mp4");
            }
            if (second.equals("moov") || second.equals("mdat") || second.equals("wide")) {
                return Optional.of("video/quicktime");
            }
            if (ascii(head, 0, 4).equals("RIFF") && ascii(head, 8, 4).equals("AVI ")) {
                return Optional.of("video/x-msvideo");
            }
            if (starts(head, 0x1A, 0x45, 0xDF, 0xA3)) {
                return Optional.of("video/webm");
            }
            if (ascii(head, 0, 4).equals("DHAV")) {
                return Optional.of("video/x-dav");
            }
        }
        return Optional.empty();
    }

    /**
     * No control characters but tab and line ends, and no 0xFF, which neither UTF-8 nor GB18030
     * has; otherwise the encoding is the report's own business.
     */
    private static boolean isText(ByteBuffer head) {
        for (var i = 0; i < head.limit(); i++) {
            var value = head.get(i) & 0xFF;
            if (value == 0xFF
                    || (value < 0x20 && value != '\t' && value != '\r' && value != '\n')) {
                return false;
            }
        }
        return true;
    }

    static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                break;
            }
        }
        return buffer.flip();
    }

    private static boolean starts(ByteBuffer head, int... bytes) {
        if (head.limit() < bytes.length) {
            return false;
        }
        for (var i = 0; i < bytes.length; i++) {
            if ((head.get(i) & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    static String ascii(ByteBuffer buffer, int at, int length) {
        if (at + length > buffer.limit()) {
            return "";
        }
        var bytes = new byte[length];
        buffer.get(at, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String hex(ByteBuffer head) {
        var text = new StringBuilder();
        for (var i = 0; i < Math.min(8, head.limit()); i++) {
            text.append(text.isEmpty() ? "" : " ").append("%02x".formatted(head.get(i) & 0xFF));
        }
        return text.toString();
    }
}
