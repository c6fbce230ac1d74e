package trapline.routes.ftps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Remembers what was taken from a server where files stay. It is kept in a file, because after a
 * restart everything would be fetched again otherwise, for nothing: what is new is decided by
 * content, behind. It holds what the last whole listing showed, so it grows no larger than the
 * server's folder, and beyond {@link #MOST} files forgets the oldest.
 *
 * <p>A file is known by its name, size and time; with another size or time it is a new one.
 */
public final class TakenFiles {
    static final int MOST = 200_000;
    private static final int KEY_BYTES = 16;

    private final Path file;
    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> listed = new HashSet<>();
    private int lines;

    private TakenFiles(Path file) {
        this.file = file;
    }

    /**
     * @param file made when it is not there; one for each folder of each source
     * @throws IOException if it is there and cannot be read
     */
    public static TakenFiles in(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var taken = new TakenFiles(file);
        try (var lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            // A line that was cut when the machine stopped is forgotten.
            lines.filter(line -> line.length() == 2 * KEY_BYTES).forEach(taken::remember);
        } catch (NoSuchFileException e) {
            Files.createFile(file);
        }
        return taken;
    }

    /** Whether it was taken before; it counts as listed from now on. */
    synchronized boolean contains(String path, long size, long modifiedMillis) {
        var key = key(path, size, modifiedMillis);
        if (!keys.contains(key)) {
            return false;
        }
        listed.add(key);
        return true;
    }

    /** Remembers a file that is taken. */
    synchronized void add(String path, long size, long modifiedMillis) throws IOException {
        var key = key(path, size, modifiedMillis);
        listed.add(key);
        if (keys.contains(key)) {
            return;
        }
        remember(key);
        Files.writeString(
                file,
                key + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        if (lines > 2 * keys.size() + KEY_BYTES) {
            rewrite();
        }
    }

    /** The folder was listed to its end: what was not seen is gone, and forgotten. */
    synchronized void listed() throws IOException {
        if (keys.retainAll(listed)) {
            rewrite();
        }
        listed.clear();
    }

    /** The listing broke off, so it says nothing about what is gone. */
    synchronized void listingFailed() {
        listed.clear();
    }

    private void remember(String key) {
        keys.add(key);
        lines++;
        if (keys.size() > MOST) {
            var oldest = keys.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private void rewrite() throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.write(unfinished, keys, StandardCharsets.US_ASCII);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        lines = keys.size();
    }

    private static String key(String path, long size, long modifiedMillis) {
        var text = "%d %d %s".formatted(size, modifiedMillis, path);
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
