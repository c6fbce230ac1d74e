package trapline.app.ftps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes uploads visible only when they are whole, and never overwrites: a name that is taken gets
 * {@code .1}, {@code .2} and so on. Only a file that the new one begins with, a cut upload that is
 * sent again, is replaced.
 */
final class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final String UNFINISHED = ".in.";
    private static final Pattern UNFINISHED_NAME = Pattern.compile("\\.in\\.[0-9a-f]{12}\\.(.+)");
    private static final int LONGEST_NAME = 200;
    private static final int MOST_TWINS = 10_000;

    private Uploads() {}

    /** Where the bytes of an upload go until it is whole. */
    static OutputStream begin(Path target, long limit) throws IOException {
        var name = fitting(target.getFileName().toString());
        var unfinished =
                target.resolveSibling(
                        UNFINISHED
                                + UUID.randomUUID().toString().replace("-", "").substring(0, 12)
                                + "."
                                + name);
        return new UploadStream(unfinished, target.resolveSibling(name), limit);
    }

    /**
     * Publishes what uploads had left when the server was killed. A cut file waits to be resent.
     */
    static void recover(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            return;
        }
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var matcher = UNFINISHED_NAME.matcher(file.getFileName().toString());
                if (!matcher.matches()) {
                    continue;
                }
                if (Files.size(file) == 0) {
                    Files.delete(file);
                } else {
                    publish(file, file.resolveSibling(matcher.group(1)));
                    log.info("Took up an upload that was cut: {}", matcher.group(1));
                }
            }
        }
    }

    static void publish(Path unfinished, Path target) throws IOException {
        if (Files.isRegularFile(target) && isBeginningOf(target, unfinished)) {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        for (var twin = 0; twin < MOST_TWINS; twin++) {
            var name = target.getFileName() + (twin == 0 ? "" : "." + twin);
            try {
                // A hard link fails when the name is taken, where a rename would overwrite.
                Files.createLink(target.resolveSibling(name), unfinished);
                Files.delete(unfinished);
                return;
            } catch (FileAlreadyExistsException e) {
                log.debug("The name {} is taken", name, e);
            }
        }
        throw new IOException("more than %d files of one name".formatted(MOST_TWINS));
    }

    private static boolean isBeginningOf(Path shorter, Path longer) throws IOException {
        if (Files.size(shorter) > Files.size(longer)) {
            return false;
        }
        var mismatch = Files.mismatch(shorter, longer);
        return mismatch == -1 || mismatch == Files.size(shorter);
    }

    /** File systems allow 255 bytes; a longer name keeps its beginning, its end and a checksum. */
    private static String fitting(String name) {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_NAME) {
            return name;
        }
        var crc = new CRC32();
        crc.update(bytes);
        var dot = name.lastIndexOf('.');
        var ending = dot > 0 && name.length() - dot <= 6 ? name.substring(dot) : "";
        var start = new StringBuilder();
        name.codePoints()
                .takeWhile(
                        c ->
                                start.toString().getBytes(StandardCharsets.UTF_8).length
                                        < LONGEST_NAME - 30)
                .forEach(start::appendCodePoint);
        return start + "~" + HexFormat.of().toHexDigits((int) crc.getValue()) + ending;
    }

    /** Counts the bytes, and publishes the file when it is closed. */
    private static final class UploadStream extends OutputStream {
        private final Path unfinished;
        private final Path target;
        private final long limit;
        private final OutputStream out;
        private long written;
        private boolean closed;
        private boolean tooLarge;

        UploadStream(Path unfinished, Path target, long limit) throws IOException {
            this.unfinished = unfinished;
            this.target = target;
            this.limit = limit;
            this.out = Files.newOutputStream(unfinished);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            written += length;
            if (written > limit) {
                tooLarge = true;
                throw new IOException("the file is larger than %d bytes".formatted(limit));
            }
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            out.close();
            if (tooLarge) {
                Files.delete(unfinished);
            } else {
                publish(unfinished, target);
            }
        }
    }
}
