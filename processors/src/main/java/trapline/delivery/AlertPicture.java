package trapline.delivery;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The picture that goes with an alert. */
public interface AlertPicture {

    /**
     * A JPEG of the capture with its boxes drawn; empty when there is none (any more). A capture on
     * which nothing was looked for yet is made unrecognisable as a whole.
     *
     * @param blurred categories whose boxes are made unrecognisable, of person and vehicle
     */
    Optional<byte[]> annotated(UUID captureId, Set<String> blurred);
}
