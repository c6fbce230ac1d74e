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
 */
public record ReceivedFile(
        Source source,
        Optional<String> account,
        String path,
        Path file,
        Instant modifiedAt,
        Instant receivedAt) {}
