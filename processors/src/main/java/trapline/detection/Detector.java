package trapline.detection;

import java.util.List;
import trapline.capture.Capture;

/** What looks at pictures; the model runner stands behind it, in this process or elsewhere. */
public interface Detector {

    /**
     * Looks at one capture and makes the smaller pictures of it, from one decoding.
     *
     * @throws trapline.stage.PermanentFailure if the picture cannot be read; trying again will not
     *     help
     */
    Look look(Capture capture);

    /**
     * What was seen.
     *
     * @param found without ids, highest confidence first; everything at or above 0.1
     * @param truncated the picture is cut off; what was there was looked at
     * @param thumbnailKey blob of a small JPEG
     * @param previewKey blob of a middling JPEG, on which boxes can be drawn
     */
    record Look(
            String model,
            String modelVersion,
            List<Found> found,
            boolean truncated,
            String thumbnailKey,
            String previewKey) {}

    /** One box, not yet stored. */
    record Found(String category, String sourceLabel, double confidence, BoundingBox bbox) {}
}
