package trapline.classification;

import trapline.stage.StageTask;

/** First step of the stations after <em>classify</em>: one task in, its capture's labels out. */
public class OpenClassifications {
    private final ClassificationLog classificationLog;
    private final StoreStep storeStep;

    public OpenClassifications(ClassificationLog classificationLog, StoreStep storeStep) {
        this.classificationLog = classificationLog;
        this.storeStep = storeStep;
    }

    /**
     * @throws trapline.stage.PermanentFailure if there is no such capture, or nobody looked at it
     */
    public Classifications open(StageTask task) {
        return classificationLog.of(task.subjectId());
    }

    /** What comes from a worker's hand is stored now; the next step completes the capture. */
    public Classifications open(Classifications inHand) {
        return classificationLog.add(inHand);
    }

    /** The same with its detections. */
    public Classifications open(ClassifyStep.Classified inHand) {
        return storeStep.add(inHand);
    }
}
