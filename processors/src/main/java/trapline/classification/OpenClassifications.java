package trapline.classification;

import trapline.stage.StageTask;

/** First step of the stations after <em>classify</em>: one task in, its capture's labels out. */
public class OpenClassifications {
    private final OpenDetections openDetections;
    private final ClassificationLog classificationLog;

    public OpenClassifications(OpenDetections openDetections, ClassificationLog classificationLog) {
        this.openDetections = openDetections;
        this.classificationLog = classificationLog;
    }

    public Classifications open(StageTask task) {
        return classificationLog.of(openDetections.open(task));
    }
}
