package trapline.runner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The file of a model's weights. */
final class Weights {
    private static final int CHUNK = 1 << 16;

    private Weights() {}

    /**
     * Makes sure that the file is the one that the descriptor means.
     *
     * @throws ModelUnavailable if it is another one, or cannot be read
     */
    static void verify(ModelFolder.Installed installed) {
        var descriptor = installed.descriptor();
        descriptor
                .sha256()
                .ifPresent(
                        expected -> {
                            var found = sha256(installed);
                            if (!found.equals(expected)) {
                                throw new ModelUnavailable(
                                        "Model %s: the field sha256 says %s, but the file %s has %s. It is another file, or a broken download."
                                                .formatted(
                                                        descriptor.name(),
                                                        expected,
                                                        descriptor.file(),
                                                        found));
                            }
                        });
    }

    private static String sha256(ModelFolder.Installed installed) {
        try (var channel = FileChannel.open(installed.weights())) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = ByteBuffer.allocate(CHUNK);
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new ModelUnavailable(
                    "Model %s: the file %s cannot be read."
                            .formatted(installed.descriptor().name(), installed.weights()),
                    e);
        }
    }
}
