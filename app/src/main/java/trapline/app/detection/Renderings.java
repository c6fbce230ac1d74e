package trapline.app.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import trapline.blob.BlobStore;
import trapline.capture.Capture;
import trapline.runner.Picture;
import trapline.runner.PictureReader;
import trapline.runner.Renditions;

/** Makes the smaller pictures of a capture from its decoded one, and keeps them. */
public class Renderings {
    static final int PREVIEW_PIXELS = 640;

    private static final int THUMBNAIL_PIXELS = 320;
    private static final double QUALITY = 0.82;

    private static final String THUMBNAIL = "thumbnail.jpg";

    private final BlobStore blobs;
    private final PictureReader reader = new PictureReader(PREVIEW_PIXELS * PREVIEW_PIXELS);

    Renderings(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** Blob keys: where the thumbnail is going to be, and where the preview is. */
    record Rendered(String thumbnailKey, String previewKey) {}

    /**
     * @throws IllegalStateException if they cannot be written now; another attempt may succeed
     */
    Rendered render(Capture capture, Picture picture) {
        return keep(capture, Renditions.preview(picture, PREVIEW_PIXELS));
    }

    /**
     * The same where a smaller picture was made already; it serves unless it is too small or larger
     * than the picture itself.
     *
     * @throws IllegalStateException if they cannot be written now; another attempt may succeed
     */
    Rendered render(Capture capture, Picture picture, Picture small) {
        var fits =
                small.width() < picture.width()
                        && Math.max(small.width(), small.height()) >= PREVIEW_PIXELS;
        return fits ? keep(capture, small) : render(capture, picture);
    }

    private Rendered keep(Capture capture, Picture preview) {
        return keep(capture, Renditions.jpeg(preview, QUALITY));
    }

    /**
     * The same where a preview was made elsewhere.
     *
     * @param preview a JPEG, its longer side {@link #PREVIEW_PIXELS}
     * @throws IllegalStateException if it cannot be written now; another attempt may succeed
     */
    Rendered keep(Capture capture, byte[] preview) {
        try {
            var rendered =
                    new Rendered(
                            capture.blobKey() + "." + THUMBNAIL,
                            blobs.putDerived(capture.blobKey(), "preview.jpg", preview));
            if (capture.thumbnailKey().isPresent() && isMade(rendered.thumbnailKey())) {
                // Another look may show another frame of a clip.
                blobs.putDerived(capture.blobKey(), THUMBNAIL, smaller(preview));
            }
            return rendered;
        } catch (IOException e) {
            throw new IllegalStateException("The preview could not be written.", e);
        }
    }

    /**
     * The thumbnail, made from the preview when somebody first looks at it: most pictures of an
     * empty meadow never are.
     *
     * @return a JPEG; empty before detection
     * @throws IllegalStateException if the disk cannot be read or written
     */
    public Optional<byte[]> thumbnail(Capture capture) {
        try {
            return capture.thumbnailKey().isEmpty()
                    ? Optional.empty()
                    : Optional.of(thumbnail(capture, capture.thumbnailKey().get()));
        } catch (IOException e) {
            throw new IllegalStateException("The thumbnail could not be made.", e);
        }
    }

    private byte[] thumbnail(Capture capture, String key) throws IOException {
        try {
            return Files.readAllBytes(blobs.file(key));
        } catch (NoSuchFileException e) {
            var preview = blobs.file(capture.previewKey().orElseThrow());
            var jpeg = smaller(Files.readAllBytes(preview));
            blobs.putDerived(capture.blobKey(), THUMBNAIL, jpeg);
            return jpeg;
        }
    }

    private byte[] smaller(byte[] preview) {
        return Renditions.jpeg(Renditions.shrink(reader.read(preview), THUMBNAIL_PIXELS), QUALITY);
    }

    private boolean isMade(String key) throws IOException {
        try {
            return Files.exists(blobs.file(key));
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
