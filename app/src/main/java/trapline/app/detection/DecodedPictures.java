package trapline.app.detection;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import trapline.blob.BlobStore;
import trapline.capture.Capture;
import trapline.runner.DecodeBudget;
import trapline.runner.Picture;
import trapline.runner.PictureReader;
import trapline.runner.UnreadablePicture;
import trapline.stage.PermanentFailure;

/**
 * Decodes each capture once: the detector's picture waits here for the classifier. When there is no
 * room, or a restart came between, the classifier decodes again.
 */
public class DecodedPictures {
    /** A classifier that has not come by now died, or the capture had nothing to name. */
    private static final Duration WAIT = Duration.ofSeconds(30);

    /** While it is decoded a picture is there twice: as Java's image and as plain bytes. */
    private static final int BYTES_PER_PIXEL = 6;

    private static final long USUAL_PIXELS = 12_000_000;

    private final BlobStore blobs;
    private final PictureReader reader;
    private final DecodeBudget budget;
    private final long room;
    private final Clock clock;
    private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();
    private long used;

    /**
     * @param room bytes of pictures that wait, at most
     */
    public DecodedPictures(
            BlobStore blobs, PictureReader reader, DecodeBudget budget, long room, Clock clock) {
        this.blobs = blobs;
        this.reader = reader;
        this.budget = budget;
        this.room = room;
        this.clock = clock;
    }

    private record Waiting(Picture picture, Instant since) {}

    /**
     * @throws PermanentFailure if it cannot be decoded, or its bytes are gone
     * @throws IllegalStateException if it cannot be read now; another attempt may succeed
     */
    Picture decode(Capture capture) {
        var pixels =
                capture.width()
                        .flatMap(w -> capture.height().map(h -> (long) w * h))
                        .orElse(USUAL_PIXELS);
        try (var share = budget.take(pixels * BYTES_PER_PIXEL)) {
            return reader.read(blobs.file(capture.blobKey()));
        } catch (UnreadablePicture e) {
            throw new PermanentFailure(e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new PermanentFailure(
                    "The bytes of the capture are not in the blob store any more.", e);
        } catch (IOException e) {
            throw new IllegalStateException("The picture could not be read.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for memory.", e);
        }
    }

    /** Keeps a decoded picture for the classifier, if there is room. */
    synchronized void leave(UUID captureId, Picture picture) {
        forgetOld();
        if (used + picture.rgb().length <= room && !waiting.containsKey(captureId)) {
            waiting.put(captureId, new Waiting(picture, clock.instant()));
            used += picture.rgb().length;
        }
    }

    /** The picture that waits for this capture, if it does; it is given once. */
    public synchronized Optional<Picture> take(UUID captureId) {
        var left = Optional.ofNullable(waiting.remove(captureId)).map(Waiting::picture);
        left.ifPresent(picture -> used -= picture.rgb().length);
        return left;
    }

    /** The picture of a capture, decoded again when it does not wait here. */
    public Picture of(Capture capture) {
        return take(capture.captureId()).orElseGet(() -> decode(capture));
    }

    private void forgetOld() {
        var limit = clock.instant().minus(WAIT);
        var oldest = waiting.values().iterator();
        while (oldest.hasNext()) {
            var next = oldest.next();
            if (next.since().isAfter(limit)) {
                break;
            }
            used -= next.picture().rgb().length;
            oldest.remove();
        }
    }
}
