package trapline.api.capture;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The pictures that are made from an original: the application knows how. All are JPEG. The caller
 * has been checked before any of these is asked for. Each takes the categories whose boxes are made
 * unrecognisable, of person and vehicle; where there are any, a picture that nothing has looked at
 * yet is unrecognisable altogether.
 */
public interface PictureViews {

    /**
     * @return the whole picture, small; empty if none can be made of this capture, or not yet
     */
    Optional<byte[]> thumbnail(UUID captureId, Set<String> concealed);

    /**
     * @return the whole picture with what was found drawn into it; empty if none can be made of
     *     this capture, or not yet
     */
    Optional<byte[]> preview(UUID captureId, Set<String> concealed);

    /**
     * @return the piece of the picture that one detection is about; empty if none can be made
     */
    Optional<byte[]> crop(UUID captureId, UUID detectionId, Set<String> concealed);

    /**
     * @return the picture in its own size, without what its file says besides; empty if none can be
     *     made of this capture, as of a clip
     */
    Optional<byte[]> original(UUID captureId, Set<String> concealed);
}
