package trapline.classification;

import trapline.stage.StageTask;

/** First step of the stations after <em>classify</em>: one task in, its capture's labels out. */
public class OpenClassifications {
    private final ClassificationLog classificationLog;

    public OpenClassifications(ClassificationLog classificationLog) {
        this.classificationLog = classificationLog;
    }

    /**
     * @throws trapline.stage.PermanentFailure if there is no such capture, or nobody looked at it
     */
    public Classifications open(StageTask task) {
        return classificationLog.of(task.subjectId());
    }

    /** What was stored just now need not be read. */
    public Classifications open(Classifications stored) {
        return stored;
    }
}
