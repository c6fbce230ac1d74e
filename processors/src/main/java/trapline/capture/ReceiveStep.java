package trapline.capture;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import trapline.blob.BlobStore;
import trapline.blob.StoredBlob;
import trapline.project.Project;

/** First step of station <em>receive</em>: keeps the bytes of a file, whatever it may be. */
public class ReceiveStep {
    private final BlobStore blobs;
    private final Sources sources;
    private final Clock clock;

    public ReceiveStep(BlobStore blobs, Sources sources, Clock clock) {
        this.blobs = blobs;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * A file whose bytes are durable.
     *
     * @param blob where they lie
     */
    public record Kept(ReceivedFile received, StoredBlob blob) {}

    /**
     * @param account who uploaded it; null where the source does not know
     * @param path the camera's own name for it, as the source gives it
     * @param modifiedMillis when it was last written to, in milliseconds since 1970; null: now
     * @throws IOException if the disk is full or the file went away; the source offers it again
     */
    public Kept receive(
            String sourceId, String account, String path, Long modifiedMillis, File file)
            throws IOException {
        var now = clock.instant();
        var received =
                new ReceivedFile(
                        sources.find(sourceId).orElseGet(() -> unknown(sourceId)),
                        Optional.ofNullable(account).filter(name -> !name.isBlank()),
                        FileName.safe(path == null ? file.getName() : path),
                        file.toPath(),
                        modifiedMillis == null ? now : Instant.ofEpochMilli(modifiedMillis),
                        now);
        return keep(received);
    }

    /** The same for a file that lies in quarantine and is tried once more. */
    public Kept receiveAgain(ReceivedFile received) throws IOException {
        return keep(received);
    }

    private Kept keep(ReceivedFile received) throws IOException {
        Path file = received.file();
        return new Kept(received, blobs.put(file));
    }

    /**
     * A source that was taken out of the configuration while it still handed over its last files.
     */
    private static Source unknown(String sourceId) {
        return new Source(
                sourceId, Project.DEFAULT, Optional.empty(), false, Duration.ofHours(1), Set.of());
    }
}
