package trapline.app.detection;

import java.util.List;
import trapline.capture.Capture;
import trapline.detection.Detector.Found;
import trapline.runner.Picture;

/** What looks at the frames of clips. */
public interface FrameDetector {

    /** Called once for each clip, before its first frame. */
    Eyes open(Capture clip);

    /**
     * Looks at the frames of one clip, in their order, on one thread, with one model throughout.
     */
    interface Eyes {
        String model();

        String modelVersion();

        /** As on a picture; the boxes are of no frame yet. */
        List<Found> look(Picture frame);

        /** Called when every frame was looked at. */
        default void close() {}
    }
}
