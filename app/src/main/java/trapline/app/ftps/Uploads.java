package trapline.app.ftps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
 * {@code .1}, {@code .2} and so on. What was sent before is kept once: of two files with the same
 * bytes, and of a cut upload and the whole one that follows it.
 */
final class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final String UNFINISHED = ".in.";
    private static final Pattern UNFINISHED_NAME = Pattern.compile("\\.in\\.[0-9a-f]{12}\\.(.+)");
    private static final int LONGEST_NAME = 200;
    private static final int MOST_TWINS = 10_000;

    private Uploads() {}

    /** Where the bytes of an upload go until it is whole. */
    static Upload begin(Path target, long limit) throws IOException {
        var name = fitting(target.getFileName().toString());
        var named = target.resolveSibling(name);
        return new Upload(hidden(named), named, limit);
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

    /**
     * Gives a file its name, or the first free one after it.
     *
     * @throws IOException if the disk fails, or too many files have the name; the file stays hidden
     */
    static void publish(Path unfinished, Path target) throws IOException {
        var isKnown = Files.isRegularFile(target) && isBeginningOf(target, unfinished);
        if (isKnown && Files.size(target) == Files.size(unfinished)) {
            Files.delete(unfinished);
            return;
        }
        var published = link(unfinished, target);
        Files.delete(unfinished);
        if (isKnown) {
            supersede(target, published);
        }
    }

    /**
     * What a camera renames when it has written it. A name that is taken gets a number here too.
     */
    static void rename(Path from, Path to) throws IOException {
        var target = to.resolveSibling(fitting(to.getFileName().toString()));
        if (!from.equals(target)) {
            publish(from, target);
        }
    }

    private static Path link(Path file, Path target) throws IOException {
        for (var twin = 0; twin < MOST_TWINS; twin++) {
            var name = target.getFileName() + (twin == 0 ? "" : "." + twin);
            try {
                // A hard link fails when the name is taken, where a rename would overwrite.
                return Files.createLink(target.resolveSibling(name), file);
            } catch (FileAlreadyExistsException e) {
                log.debug("The name {} is taken", name, e);
            }
        }
        throw new IOException("more than %d files of one name".formatted(MOST_TWINS));
    }

    /**
     * Takes a cut upload away when the whole one is there. The whole one keeps its own name: were
     * it moved to the cut one's, whoever is just taking the cut one would then delete the whole
     * one.
     */
    private static void supersede(Path cut, Path whole) throws IOException {
        var aside = hidden(cut);
        try {
            Files.move(cut, aside, StandardCopyOption.ATOMIC_MOVE);
            if (isBeginningOf(aside, whole)) {
                Files.delete(aside);
                return;
            }
        } catch (NoSuchFileException e) {
            log.debug("The cut or the whole upload was taken meanwhile: {}", cut, e);
        }
        if (Files.exists(aside)) {
            link(aside, cut);
            Files.delete(aside);
        }
    }

    private static Path hidden(Path target) {
        return target.resolveSibling(
                UNFINISHED
                        + UUID.randomUUID().toString().replace("-", "").substring(0, 12)
                        + "."
                        + target.getFileName());
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
}
