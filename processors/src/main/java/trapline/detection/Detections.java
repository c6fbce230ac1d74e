package trapline.detection;

import java.util.List;
import trapline.capture.Capture;
import trapline.capture.CaptureMessage;

/**
 * What one detector found on one capture, highest confidence first. Empty: looked, nothing found.
 *
 * @param model the detector's name
 */
public record Detections(Capture capture, String model, String modelVersion, List<Detection> found)
        implements CaptureMessage {

    public Detections {
        found = List.copyOf(found);
    }

    /** The same, on the capture as it is now. */
    public Detections on(Capture now) {
        return new Detections(now, model, modelVersion, found);
    }

    /** What is on the frame that the preview shows; on a picture everything. */
    public List<Detection> shown() {
        return found.stream().filter(one -> one.frame().equals(found.get(0).frame())).toList();
    }
}
