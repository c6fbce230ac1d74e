package trapline.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Blobs in a folder, two levels deep by the first digits of their SHA-256. A blob is written under
 * a temporary name, forced to the disk and renamed, so a key either names whole bytes or nothing.
 */
public class FolderBlobStore implements BlobStore {
    private static final Pattern KEY =
            Pattern.compile(
                    "[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}(\\.[a-z0-9-]{1,40}\\.[a-z]{3,4})?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}\\.[a-z]{3,4}");
    private static final int COPY_BUFFER = 1 << 16;

    private final Path folder;
    private final Path unfinished;
    private final Set<Path> settled;

    /** A store that copies whatever it is given; see {@link #FolderBlobStore(Path, Set)}. */
    public FolderBlobStore(Path folder) throws IOException {
        this(folder, Set.of());
    }

    /**
     * Opens or makes the folder, and removes what an earlier run had not finished.
     *
     * @param settled folders in which nobody changes a whole file any more, only deletes it; their
     *     files are linked where the file system can, which saves writing them twice
     */
    public FolderBlobStore(Path folder, Set<Path> settled) throws IOException {
        this.folder = folder;
        this.settled = Set.copyOf(settled);
        this.unfinished = folder.resolve("unfinished");
        Files.createDirectories(unfinished);
        try (var leftovers = Files.newDirectoryStream(unfinished)) {
            for (var leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    @Override
    public StoredBlob put(Path file) throws IOException {
        var temporary = unfinished.resolve(UUID.randomUUID().toString());
        try {
            var digest = sha256();
            var size =
                    isLinked(file, temporary)
                            ? read(temporary, digest)
                            : copy(file, temporary, digest);
            var sha256 = HexFormat.of().formatHex(digest.digest());
            var key = sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
            publish(temporary, key);
            return new StoredBlob(key, sha256, size);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public String putDerived(String blobKey, String name, byte[] bytes) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a derived blob: " + name);
        }
        var key = resolve(blobKey) == null ? null : blobKey + "." + name;
        var temporary = unfinished.resolve(UUID.randomUUID().toString());
        try {
            try (var out =
                    FileChannel.open(
                            temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
            var target = resolve(key);
            Files.createDirectories(target.getParent());
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return key;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public InputStream open(String blobKey) throws IOException {
        return Files.newInputStream(resolve(blobKey));
    }

    @Override
    public Path file(String blobKey) throws IOException {
        var file = resolve(blobKey);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(blobKey);
        }
        return file;
    }

    @Override
    public void delete(String blobKey) throws IOException {
        var original = resolve(blobKey);
        var name = original.getFileName().toString();
        if (!Files.isDirectory(original.getParent())) {
            return;
        }
        try (var derived =
                Files.newDirectoryStream(
                        original.getParent(),
                        file -> file.getFileName().toString().startsWith(name))) {
            for (var file : derived) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void publish(Path temporary, String key) throws IOException {
        var target = resolve(key);
        if (!Files.exists(target)) {
            makeDurably(target.getParent());
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
        // Also where it exists: who brought it first may not have come so far yet.
        force(target.getParent());
    }

    private static void makeDurably(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            makeDurably(directory.getParent());
            Files.createDirectories(directory);
            force(directory.getParent());
        }
    }

    private Path resolve(String key) {
        if (key == null || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a blob key: " + key);
        }
        return folder.resolve(key);
    }

    private boolean isLinked(Path file, Path temporary) throws IOException {
        if (settled.stream().noneMatch(file.toAbsolutePath().normalize()::startsWith)) {
            return false;
        }
        try {
            Files.createLink(temporary, file);
            return true;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Another disk, or a file system without links: it is copied.
            return false;
        }
    }

    private static long read(Path file, MessageDigest digest) throws IOException {
        var buffer = ByteBuffer.allocate(COPY_BUFFER);
        var size = 0L;
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            while (in.read(buffer) >= 0) {
                buffer.flip();
                size += buffer.remaining();
                digest.update(buffer);
                buffer.clear();
            }
            in.force(true);
        }
        return size;
    }

    private static long copy(Path from, Path to, MessageDigest digest) throws IOException {
        var buffer = ByteBuffer.allocate(COPY_BUFFER);
        var size = 0L;
        try (var in = FileChannel.open(from, StandardOpenOption.READ);
                var out =
                        FileChannel.open(
                                to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (in.read(buffer) >= 0) {
                buffer.flip();
                digest.update(buffer.duplicate());
                size += buffer.remaining();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                buffer.clear();
            }
            out.force(true);
        }
        return size;
    }

    /** A rename is only durable once its folder is; on systems without this, opening it fails. */
    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
