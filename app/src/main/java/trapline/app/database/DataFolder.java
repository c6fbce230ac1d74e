package trapline.app.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;
import trapline.app.CannotStart;

/**
 * The folder that holds everything this installation must not lose: database, blobs, uploads,
 * secrets. One running server owns it at a time.
 */
public class DataFolder implements AutoCloseable {
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;
    private final FileChannel lockFile;
    private final FileLock lock;

    /**
     * Opens or makes the folder and takes its lock.
     *
     * @throws CannotStart if another server uses it, with words for the person who started this one
     */
    public DataFolder(Path path) throws IOException {
        this.path = path.toAbsolutePath().normalize();
        Files.createDirectories(this.path);
        lockFile =
                FileChannel.open(
                        this.path.resolve("trapline.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        lock = tryLock(lockFile);
        if (lock == null) {
            lockFile.close();
            throw new CannotStart(
                    "The data folder %s is in use by another running Trapline."
                            .formatted(this.path),
                    "Stop that one first, or set TRAPLINE_DATA to another folder.");
        }
    }

    public Path path() {
        return path;
    }

    /** A folder inside this one, made if it is not there. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    /**
     * A folder inside this one for what only the running server needs. It is empty, whatever an
     * earlier run has left there, and its owner's alone.
     */
    public Path emptyFolder(String name) throws IOException {
        var folder = path.resolve(name);
        FileSystemUtils.deleteRecursively(folder);
        return Files.getFileStore(path).supportsFileAttributeView("posix")
                ? Files.createDirectory(folder, OWNER_ALONE)
                : Files.createDirectory(folder);
    }

    /** Names this installation for good: what it had in hand when it was killed is its own. */
    public String instance() throws IOException {
        var file = path.resolve("instance-id");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        var instance = UUID.randomUUID().toString();
        Secrets.write(file, instance);
        return instance;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockFile.close();
    }

    private static FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
