package trapline.runner.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file on its way, under another name: what has arrived stays for the next attempt, and beside it
 * stands which version of the file it is a part of.
 */
final class PartialFile implements Closeable {
    private static final int CHUNK = 1 << 16;

    private final Path target;
    private final Path part;
    private final Path mark;
    private final FileChannel channel;

    PartialFile(Path target) throws IOException {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.mark = target.resolveSibling(target.getFileName() + ".part.version");
        this.channel =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            lock();
            channel.position(channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Where it will lie. */
    Path folder() {
        return target.toAbsolutePath().getParent();
    }

    /** Bytes that have arrived. */
    long size() throws IOException {
        return channel.size();
    }

    /** What the server called this version when the first bytes arrived. */
    Optional<String> version() throws IOException {
        return Files.exists(mark) ? Optional.of(Files.readString(mark).strip()) : Optional.empty();
    }

    /** Begins anew. */
    void restart(Optional<String> version) throws IOException {
        channel.truncate(0);
        channel.position(0);
        if (version.isPresent()) {
            Files.writeString(mark, version.get());
        } else {
            Files.deleteIfExists(mark);
        }
    }

    void append(byte[] bytes, int count) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Of everything that has arrived, as 64 digits. */
    String sha256() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = ByteBuffer.allocate(CHUNK);
            for (var at = 0L; channel.read(buffer, at) >= 0; buffer.clear()) {
                at += buffer.position();
                digest.update(buffer.flip());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }

    /** On the disk and under its own name. */
    void finish() throws IOException {
        channel.force(true);
        channel.close();
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(mark);
    }

    /** Nothing of it is of use. */
    void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
        Files.deleteIfExists(mark);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("This program already fetches %s.".formatted(target), e);
        }
        throw new IOException("Another program fetches %s. Let it end first.".formatted(target));
    }
}
