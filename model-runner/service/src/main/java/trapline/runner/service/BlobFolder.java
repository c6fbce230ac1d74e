package trapline.runner.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folder of a blob store that callers share with this service. A key names an original by its
 * SHA-256 and nothing else: no path, no address, nothing outside the folder.
 */
final class BlobFolder {
    private static final Pattern KEY =
            Pattern.compile("([0-9a-f]{2})/([0-9a-f]{2})/(?=\\1\\2)[0-9a-f]{64}");

    private final Optional<Path> folder;
    private final int largest;

    /**
     * @param folder empty: no store is shared
     * @param largest bytes of a picture
     */
    BlobFolder(Optional<Path> folder, int largest) {
        this.folder = folder;
        this.largest = largest;
    }

    /**
     * @throws Refused if there is no such blob, or the key is none
     */
    byte[] read(String key) {
        if (folder.isEmpty()) {
            throw new Refused(
                    Refused.Reason.NO_BLOB_STORE,
                    "This service shares no blob store. Send the picture itself.");
        }
        if (!KEY.matcher(key).matches()) {
            throw new Refused(
                    Refused.Reason.BAD_REQUEST,
                    "The field blobKey must be a key of the blob store, such as ab/cd/abcd...");
        }
        try {
            var root = folder.get().toRealPath();
            var file = root.resolve(key).toRealPath();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                throw unknown();
            }
            return whole(file);
        } catch (IOException e) {
            throw unknown();
        }
    }

    private byte[] whole(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new Refused(
                        Refused.Reason.TOO_LARGE,
                        "A picture may have at most %d bytes.".formatted(largest));
            }
            return bytes;
        }
    }

    private static Refused unknown() {
        return new Refused(
                Refused.Reason.UNKNOWN_BLOB,
                "No blob in the folder that is shared with this service has this key.");
    }
}
