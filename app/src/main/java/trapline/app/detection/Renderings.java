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
        var preview = Renditions.preview(picture, PREVIEW_PIXELS);
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
