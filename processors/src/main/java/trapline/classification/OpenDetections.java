package trapline.classification;

import trapline.capture.OpenCapture;
import trapline.detection.DetectionLog;
import trapline.detection.Detections;
import trapline.stage.StageTask;

/** First step of station <em>classify</em>: one task in, the detections of its capture out. */
public class OpenDetections {
    private final OpenCapture openCapture;
    private final DetectionLog detectionLog;

    public OpenDetections(OpenCapture openCapture, DetectionLog detectionLog) {
        this.openCapture = openCapture;
        this.detectionLog = detectionLog;
    }

    public Detections open(StageTask task) {
        return detectionLog.of(openCapture.open(task));
    }
}
