package trapline.app.detection;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import trapline.blob.BlobStore;
import trapline.capture.Capture;
import trapline.detection.Frame;
import trapline.runner.DecodeBudget;
import trapline.runner.Picture;
import trapline.runner.PictureReader;
import trapline.runner.UnreadablePicture;
import trapline.stage.PermanentFailure;

/** Decodes captures, only so many at once that memory suffices. */
public class DecodedPictures {
    /** While it is decoded a picture is there twice: as Java's image and as plain bytes. */
    private static final int BYTES_PER_PIXEL = 6;

    private static final long USUAL_PIXELS = 12_000_000;

    private final BlobStore blobs;
    private final PictureReader reader;
    private final DecodeBudget budget;

    DecodedPictures(BlobStore blobs, PictureReader reader, DecodeBudget budget) {
        this.blobs = blobs;
        this.reader = reader;
        this.budget = budget;
    }

    /**
     * @throws PermanentFailure if it cannot be decoded, or its bytes are gone
     * @throws IllegalStateException if it cannot be read now; another attempt may succeed
     */
    public Picture decode(Capture capture) {
        return decode(capture, capture.blobKey());
    }

    /**
     * The picture that a detection is on: the capture itself, or a frame of the clip that was kept.
     *
     * @throws PermanentFailure if it cannot be decoded, or its bytes are gone
     * @throws IllegalStateException if it cannot be read now; another attempt may succeed
     */
    public Picture decode(Capture capture, Optional<Frame> frame) {
        return decode(
                capture,
                frame.map(one -> capture.blobKey() + "." + one.blobName())
                        .orElse(capture.blobKey()));
    }

    private Picture decode(Capture capture, String blobKey) {
        var pixels =
                capture.width()
                        .flatMap(w -> capture.height().map(h -> (long) w * h))
                        .orElse(USUAL_PIXELS);
        try (var share = budget.take(pixels * BYTES_PER_PIXEL)) {
            return reader.read(blobs.file(blobKey));
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
}
