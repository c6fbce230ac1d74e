package trapline.classification;

import trapline.detection.DetectionLog;
import trapline.detection.Detections;

/**
 * Last step of station <em>classify</em>: labels in, the same out once they are stored, with the
 * detections that are not stored yet.
 */
public class StoreStep {
    private final DetectionLog detectionLog;
    private final ClassificationLog classificationLog;

    public StoreStep(DetectionLog detectionLog, ClassificationLog classificationLog) {
        this.detectionLog = detectionLog;
        this.classificationLog = classificationLog;
    }

    /** Stores the labels of detections that are stored. */
    public Classifications store(Classifications classifications) {
        return classificationLog.save(classifications);
    }

    /**
     * Stores the detections and their labels.
     *
     * @throws IllegalStateException if the model had looked at the capture before: its detections
     *     of then go on, and these labels are not theirs
     */
    public Classifications store(ClassifyStep.Classified classified) {
        return classificationLog.save(of(classified, detectionLog.save(classified.detected())));
    }

    /** The same for whoever completes the capture in the same transaction. */
    Classifications add(ClassifyStep.Classified classified) {
        return classificationLog.addFirst(of(classified, detectionLog.add(classified.detected())));
    }

    private static Classifications of(ClassifyStep.Classified classified, Detections stored) {
        if (!stored.found().equals(classified.detected().detections().found())) {
            throw new IllegalStateException(
                    "The capture %s was looked at before by the same model."
                            .formatted(stored.subjectId()));
        }
        return classified.classifications().on(stored);
    }
}
