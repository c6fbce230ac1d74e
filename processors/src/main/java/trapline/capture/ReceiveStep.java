package trapline.capture;

import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import trapline.blob.BlobStore;
import trapline.blob.StoredBlob;

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
     * @throws IllegalStateException if no such source was ever configured
     * @throws IOException if the disk is full or the file went away; the source offers it again
     */
    public Kept receive(
            String sourceId, String account, String path, Long modifiedMillis, File file)
            throws IOException {
        var now = clock.instant();
        var source = sources.lastKnown(sourceId).orElseThrow(() -> unknown(sourceId));
        var blob = blobs.put(file.toPath());
        // Later steps read the kept bytes: some cameras write the same file over and over.
        var received =
                new ReceivedFile(
                        source,
                        Optional.ofNullable(account).filter(name -> !name.isBlank()),
                        FileName.safe(path == null ? file.getName() : path),
                        blobs.file(blob.blobKey()),
                        modifiedMillis == null ? now : Instant.ofEpochMilli(modifiedMillis),
                        now);
        return new Kept(received, blob);
    }

    private static IllegalStateException unknown(String sourceId) {
        return new IllegalStateException(
                "The source %s is not configured, so nobody knows whose file this is. It stays where it is."
                        .formatted(sourceId));
    }
}
