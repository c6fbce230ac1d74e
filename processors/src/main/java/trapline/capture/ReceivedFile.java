package trapline.capture;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file as a source hands it over.
 *
 * @param account who uploaded it, where the source knows
 * @param path the camera's own name for it, made safe
 * @param file where its bytes lie now
 * @param modifiedAt when it was last written to, as the source says
 * @param reprocessed whether it lay in quarantine and is tried once more
 */
public record ReceivedFile(
        Source source,
        Optional<String> account,
        String path,
        Path file,
        Instant modifiedAt,
        Instant receivedAt,
        boolean reprocessed) {

    /** A file that comes from its source. */
    public ReceivedFile(
            Source source,
            Optional<String> account,
            String path,
            Path file,
            Instant modifiedAt,
            Instant receivedAt) {
        this(source, account, path, file, modifiedAt, receivedAt, false);
    }
}
