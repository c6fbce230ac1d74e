package trapline.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.CRC32;

/** Walks the chunks of a PNG (ISO/IEC 15948) and checks its header. */
class PngStructure {
    private static final int HEADER_END = 33;
    private static final int MOST_CHUNKS = 100_000;
    private static final int LONGEST_EXIF = 1 << 16;

    private final FileChannel channel;

    private Optional<ByteBuffer> exif = Optional.empty();

    PngStructure(FileChannel channel) {
        this.channel = channel;
    }

    Content.Picture read() throws IOException, UnusableFile {
        var head = FileInspection.read(channel, 0, HEADER_END);
        if (head.limit() < HEADER_END || !FileInspection.ascii(head, 12, 4).equals("IHDR")) {
            throw broken("its header is missing");
        }
        var crc = new CRC32();
        crc.update(head.duplicate().position(12).limit(29));
        if ((int) crc.getValue() != head.getInt(29)) {
            throw broken("its header is damaged");
        }
        var width = head.getInt(16);
        var height = head.getInt(20);
        if (width <= 0 || height <= 0) {
            throw broken("it says %d x %d pixels".formatted(width, height));
        }
        return new Content.Picture("image/png", width, height, !ends());
    }

    /** The EXIF block; to be asked after {@link #read}. */
    Optional<ByteBuffer> exif() {
        return exif;
    }

    private boolean ends() throws IOException, UnusableFile {
        var position = (long) HEADER_END;
        var data = false;
        for (var chunk = 0; chunk < MOST_CHUNKS; chunk++) {
            ByteBuffer head = FileInspection.read(channel, position, 8);
            if (head.limit() < 8) {
                break;
            }
            var type = FileInspection.ascii(head, 4, 4);
            if (type.equals("IEND")) {
                return true;
            }
            data |= type.equals("IDAT");
            var length = head.getInt(0) & 0xFFFFFFFFL;
            if (type.equals("eXIf") && exif.isEmpty() && length <= LONGEST_EXIF) {
                exif = Optional.of(FileInspection.read(channel, position + 8, (int) length));
            }
            position += 12L + length;
        }
        if (!data) {
            throw broken("it ends before the picture data begins");
        }
        return false;
    }

    private static UnusableFile broken(String what) {
        return new UnusableFile(
                QuarantineReason.BROKEN_STRUCTURE, "It begins as a PNG, but " + what + ".");
    }
}
