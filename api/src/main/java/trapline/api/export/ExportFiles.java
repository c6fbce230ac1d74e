package trapline.api.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The folder of finished exports, and of those in the making. Each has a file named after its id;
 * what somebody calls it stands in the database.
 */
public class ExportFiles {
    private final Path folder;

    /** Makes the folder if it is not there. */
    public ExportFiles(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /** An empty folder for one export in the making. */
    Path workshop(UUID exportId) throws IOException {
        var workshop = folder.resolve(exportId + ".new");
        empty(workshop);
        return Files.createDirectories(workshop);
    }

    /** Keeps a finished file for good, and clears its workshop. */
    void keep(UUID exportId, Path made) throws IOException {
        try (var channel = FileChannel.open(made, StandardOpenOption.READ)) {
            channel.force(true);
        }
        Files.move(made, file(exportId), StandardCopyOption.REPLACE_EXISTING);
        clear(exportId);
    }

    Path file(UUID exportId) {
        return folder.resolve(exportId.toString());
    }

    /** Clears what an export that came to nothing has left. */
    void clear(UUID exportId) throws IOException {
        empty(folder.resolve(exportId + ".new"));
    }

    void delete(UUID exportId) {
        try {
            clear(exportId);
            Files.deleteIfExists(file(exportId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void empty(Path workshop) throws IOException {
        if (!Files.isDirectory(workshop)) {
            return;
        }
        try (var files = Files.newDirectoryStream(workshop)) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(workshop);
    }

    static String sha256(Path file) throws IOException {
        try (var in =
                new DigestInputStream(
                        Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
