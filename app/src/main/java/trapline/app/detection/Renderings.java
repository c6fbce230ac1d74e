package trapline.app.detection;

import java.io.IOException;
import trapline.blob.BlobStore;
import trapline.capture.Capture;
import trapline.runner.Picture;
import trapline.runner.Renditions;

/** Makes the smaller pictures of a capture from its decoded one, and keeps them. */
class Renderings {
    private static final int PREVIEW_PIXELS = 640;
    private static final int THUMBNAIL_PIXELS = 320;
    private static final double QUALITY = 0.82;

    private final BlobStore blobs;

    Renderings(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** Blob keys of both. */
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
        var thumbnail = Renditions.preview(preview, THUMBNAIL_PIXELS);
        try {
            return new Rendered(
                    blobs.putDerived(
                            capture.blobKey(),
                            "thumbnail.jpg",
                            Renditions.jpeg(thumbnail, QUALITY)),
                    blobs.putDerived(
                            capture.blobKey(), "preview.jpg", Renditions.jpeg(preview, QUALITY)));
        } catch (IOException e) {
            throw new IllegalStateException("The preview could not be written.", e);
        }
    }
}
