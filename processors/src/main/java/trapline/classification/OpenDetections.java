package trapline.classification;

import trapline.detection.DetectStep;
import trapline.detection.DetectionLog;
import trapline.detection.Detections;
import trapline.stage.StageTask;

/** First step of station <em>classify</em>: one task in, the detections of its capture out. */
public class OpenDetections {
    private final DetectionLog detectionLog;

    public OpenDetections(DetectionLog detectionLog) {
        this.detectionLog = detectionLog;
    }

    /**
     * @throws trapline.stage.PermanentFailure if there is no such capture, or nobody looked at it
     */
    public Detections open(StageTask task) {
        return detectionLog.of(task.subjectId());
    }

    /** What was stored just now need not be read. */
    public Detections open(Detections stored) {
        return stored;
    }

    /** What comes from a worker's hand is not stored yet. */
    public DetectStep.Detected open(DetectStep.Detected inHand) {
        return inHand;
    }
}
