package trapline.detection;

import java.util.Optional;
import java.util.UUID;

/**
 * One box on a capture.
 *
 * @param category animal, person, vehicle (MegaDetector's words) or motion
 * @param sourceLabel what the model itself calls it
 * @param confidence 0 to 1
 * @param frame of a clip; empty on a picture
 */
public record Detection(
        UUID detectionId,
        String category,
        String sourceLabel,
        double confidence,
        BoundingBox bbox,
        Optional<Frame> frame) {

    /** A box on a picture. */
    public Detection(
            UUID detectionId,
            String category,
            String sourceLabel,
            double confidence,
            BoundingBox bbox) {
        this(detectionId, category, sourceLabel, confidence, bbox, Optional.empty());
    }

    public Detection {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence not in 0 to 1: " + confidence);
        }
    }
}
