package trapline.detection;

import java.util.List;
import java.util.Optional;
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
     * @param clip how it was looked at, if it is a clip; its frames with a detection are kept as
     *     blobs under {@link Frame#blobName}
     */
    record Look(
            String model,
            String modelVersion,
            List<Found> found,
            boolean truncated,
            String thumbnailKey,
            String previewKey,
            Optional<ClipLook> clip) {

        /** A look at a picture. */
        public Look(
                String model,
                String modelVersion,
                List<Found> found,
                boolean truncated,
                String thumbnailKey,
                String previewKey) {
            this(model, modelVersion, found, truncated, thumbnailKey, previewKey, Optional.empty());
        }
    }

    /**
     * One box, not yet stored.
     *
     * @param frame of a clip; empty on a picture
     */
    record Found(
            String category,
            String sourceLabel,
            double confidence,
            BoundingBox bbox,
            Optional<Frame> frame) {

        /** A box on a picture. */
        public Found(String category, String sourceLabel, double confidence, BoundingBox bbox) {
            this(category, sourceLabel, confidence, bbox, Optional.empty());
        }
    }
}
