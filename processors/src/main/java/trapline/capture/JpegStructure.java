package trapline.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Walks the markers of a JPEG (ITU-T T.81 annex B) up to its first scan and looks for its end,
 * allowing for the padding and trailers that cameras add.
 */
class JpegStructure {
    private static final int MOST_SEGMENTS = 2000;
    private static final int TAIL = 1 << 16;
    private static final int SOS = 0xDA;
    private static final int EOI = 0xD9;
    private static final int APP1 = 0xE1;
    private static final int COM = 0xFE;
    private static final String EXIF = "Exif\0\0";

    private final FileChannel channel;
    private final long size;
    private int width;
    private int height;
    private Optional<Block> exif = Optional.empty();
    private Optional<Block> comment = Optional.empty();

    /** A part of the file. */
    private record Block(long position, int length) {}

    JpegStructure(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    Content.Picture read() throws IOException, UnusableFile {
        var position = 2L;
        for (var segment = 0; segment < MOST_SEGMENTS; segment++) {
            var head = FileInspection.read(channel, position, 9);
            if (head.limit() < 4) {
                throw broken("it ends before the picture data begins");
            }
            if ((head.get(0) & 0xFF) != 0xFF) {
                throw broken("a marker is missing at byte " + position);
            }
            var marker = head.get(1) & 0xFF;
            if (marker == 0xFF) {
                position++;
                continue;
            }
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
                position += 2;
                continue;
            }
            if (marker == SOS) {
                if (width == 0 || height == 0) {
                    throw broken("the picture data comes before its size");
                }
                if (position + 2 + head.getShort(2) >= size) {
                    throw broken("it ends before the picture data begins");
                }
                return new Content.Picture("image/jpeg", width, height, !ends(position));
            }
            if (marker == EOI) {
                throw broken("it ends without picture data");
            }
            var length = head.getShort(2) & 0xFFFF;
            if (length < 2) {
                throw broken("a segment of length %d at byte %d".formatted(length, position));
            }
            if (isFrame(marker)) {
                if (head.limit() < 9) {
                    throw broken("it ends before the picture data begins");
                }
                height = head.getShort(5) & 0xFFFF;
                width = head.getShort(7) & 0xFFFF;
            }
            note(marker, position + 4, length - 2);
            position += 2L + length;
        }
        throw broken("more than %d segments before the picture data".formatted(MOST_SEGMENTS));
    }

    /** The first EXIF block, from its byte order mark on; to be asked after {@link #read}. */
    Optional<ByteBuffer> exif() throws IOException {
        return exif.isPresent() ? Optional.of(bytes(exif.get())) : Optional.empty();
    }

    /** The first comment; to be asked after {@link #read}. */
    Optional<ByteBuffer> comment() throws IOException {
        return comment.isPresent() ? Optional.of(bytes(comment.get())) : Optional.empty();
    }

    private ByteBuffer bytes(Block block) throws IOException {
        return FileInspection.read(channel, block.position(), block.length());
    }

    private void note(int marker, long position, int length) throws IOException {
        if (marker == COM && comment.isEmpty()) {
            comment = Optional.of(new Block(position, length));
        }
        if (marker == APP1 && exif.isEmpty() && length > EXIF.length()) {
            var head = FileInspection.read(channel, position, EXIF.length());
            if (FileInspection.ascii(head, 0, EXIF.length()).equals(EXIF)) {
                exif = Optional.of(new Block(position + EXIF.length(), length - EXIF.length()));
            }
        }
    }

    /** Looked for behind the first scan only: a thumbnail in the metadata has an end too. */
    private boolean ends(long scan) throws IOException {
        var length = (int) Math.min(TAIL, size - scan);
        var tail = FileInspection.read(channel, size - length, length);
        for (var i = tail.limit() - 2; i >= 0; i--) {
            if ((tail.get(i) & 0xFF) == 0xFF && (tail.get(i + 1) & 0xFF) == EOI) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0
                && marker <= 0xCF
                && marker != 0xC4
                && marker != 0xC8
                && marker != 0xCC;
    }

    private static UnusableFile broken(String what) {
        return new UnusableFile(
                QuarantineReason.BROKEN_STRUCTURE, "It begins as a JPEG, but " + what + ".");
    }
}
