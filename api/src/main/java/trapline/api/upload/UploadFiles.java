package trapline.api.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import trapline.api.problem.Conflict;

/**
 * The pieces of files that are on their way. How much is there is what lies on the disk, so it is
 * right also after the server was killed. One piece of a file is written at a time.
 */
public class UploadFiles {
    private static final int BUFFER = 1 << 16;

    /** The disk keeps this much for the pipeline. */
    private static final long KEPT_FREE = 1L << 30;

    private final Path folder;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    /** Makes the folder if it is not there. */
    public UploadFiles(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /**
     * What a sender says of one piece, to prove it.
     *
     * @param algorithm sha1 or sha256
     * @param value in hexadecimal digits
     */
    record Checksum(String algorithm, String value) {}

    /** A piece did not arrive as it was sent. Nothing of it was kept; send it again. */
    static class ChecksumDiffers extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    boolean hasRoom(long bytes) throws IOException {
        return Files.getFileStore(folder).getUsableSpace() - bytes > KEPT_FREE;
    }

    long offset(UUID uploadId) throws IOException {
        var file = file(uploadId);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    Path file(UUID uploadId) {
        return folder.resolve(uploadId.toString());
    }

    /** Something that is done while nobody else writes to the file. */
    @FunctionalInterface
    interface Alone<T> {
        T run() throws IOException;
    }

    /**
     * @throws Conflict if somebody else is at it
     */
    <T> T alone(UUID uploadId, Alone<T> work) throws IOException {
        if (!busy.add(uploadId)) {
            throw new Conflict("This file is being sent by another connection at this moment.");
        }
        try {
            return work.run();
        } finally {
            busy.remove(uploadId);
        }
    }

    /**
     * Adds a piece to the end.
     *
     * @param most bytes that the file still lacks
     * @return how long the file is now; what came before the line broke is kept
     * @throws ChecksumDiffers if it is not what the sender meant
     * @throws IllegalArgumentException if it is longer than what the file lacks
     */
    long append(UUID uploadId, InputStream piece, long most, Optional<Checksum> checksum)
            throws IOException {
        var digest = checksum.map(one -> digest(one.algorithm()));
        try (var channel =
                FileChannel.open(
                        file(uploadId), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var begin = channel.size();
            channel.position(begin);
            try {
                copy(piece, channel, most, digest);
            } catch (IllegalArgumentException e) {
                channel.truncate(begin);
                throw e;
            } catch (IOException e) {
                // Without proof what came of a broken piece cannot be trusted.
                if (checksum.isPresent()) {
                    channel.truncate(begin);
                }
                throw e;
            }
            if (checksum.isPresent()
                    && !HexFormat.of()
                            .formatHex(digest.orElseThrow().digest())
                            .equals(checksum.get().value())) {
                channel.truncate(begin);
                throw new ChecksumDiffers();
            }
            channel.force(true);
            return channel.size();
        }
    }

    private static void copy(
            InputStream piece, FileChannel channel, long most, Optional<MessageDigest> digest)
            throws IOException {
        var buffer = new byte[BUFFER];
        var left = most;
        for (var read = piece.read(buffer); read >= 0; read = piece.read(buffer)) {
            left -= read;
            if (left < 0) {
                throw new IllegalArgumentException("the piece is longer than the file");
            }
            var length = read;
            digest.ifPresent(one -> one.update(buffer, 0, length));
            var bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    String sha256(UUID uploadId) throws IOException {
        var digest = digest("sha256");
        try (var in = Files.newInputStream(file(uploadId))) {
            var buffer = new byte[BUFFER];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    void delete(UUID uploadId) {
        try {
            Files.deleteIfExists(file(uploadId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.equals("sha1") ? "SHA-1" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1 and SHA-256", e);
        }
    }
}
