package trapline.api.capture;

import java.util.Optional;
import java.util.UUID;

/**
 * The pictures that are made from an original: the application knows how. All are JPEG. The caller
 * has been checked before any of these is asked for.
 */
public interface PictureViews {

    /**
     * @return the whole picture, small; empty if none can be made of this capture, or not yet
     */
    Optional<byte[]> thumbnail(UUID captureId);

    /**
     * @return the whole picture with what was found drawn into it; empty if none can be made of
     *     this capture, or not yet
     */
    Optional<byte[]> preview(UUID captureId);

    /**
     * @return the piece of the picture that one detection is about; empty if none can be made
     */
    Optional<byte[]> crop(UUID captureId, UUID detectionId);
}
