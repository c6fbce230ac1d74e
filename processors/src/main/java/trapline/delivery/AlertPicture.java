package trapline.delivery;

import java.util.Optional;
import java.util.UUID;

/** The picture that goes with an alert. */
public interface AlertPicture {

    /** A JPEG of the capture with its boxes drawn; empty when there is none (any more). */
    Optional<byte[]> annotated(UUID captureId);
}
