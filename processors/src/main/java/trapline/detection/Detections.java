package trapline.detection;

import java.util.List;
import java.util.UUID;
import trapline.capture.Capture;
import trapline.stage.Lane;
import trapline.stage.StageMessage;

/**
 * What one detector found on one capture, highest confidence first. Empty: looked, nothing found.
 *
 * @param model the detector's name
 */
public record Detections(Capture capture, String model, String modelVersion, List<Detection> found)
        implements StageMessage {

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

    @Override
    public UUID subjectId() {
        return capture.captureId();
    }

    @Override
    public UUID projectId() {
        return capture.projectId();
    }

    @Override
    public String flow() {
        return capture.flow();
    }

    @Override
    public Lane lane() {
        return capture.lane();
    }
}
