package trapline.classification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import trapline.capture.Capture;
import trapline.detection.Detections;
import trapline.stage.Lane;
import trapline.stage.StageMessage;

/**
 * The labels of a capture's detections.
 *
 * @param model the classifier's name; empty when none was asked
 * @param labels best first within each detection; none for detections that were not classified
 * @param look how the model scored the surest animal, for the pictures of the burst that come later
 */
public record Classifications(
        Detections detections,
        Optional<String> model,
        Optional<String> modelVersion,
        List<Classification> labels,
        Optional<LabelScores> look)
        implements StageMessage {

    /** The labels of a capture that was named for itself. */
    public Classifications(
            Detections detections,
            Optional<String> model,
            Optional<String> modelVersion,
            List<Classification> labels) {
        this(detections, model, modelVersion, labels, Optional.empty());
    }

    public Classifications {
        labels = List.copyOf(labels);
    }

    public Capture capture() {
        return detections.capture();
    }

    /** The best label of one detection. */
    public Optional<Classification> best(UUID detectionId) {
        return labels.stream()
                .filter(label -> label.rank() == 1 && label.detectionId().equals(detectionId))
                .findFirst();
    }

    @Override
    public UUID subjectId() {
        return detections.subjectId();
    }

    @Override
    public UUID projectId() {
        return detections.projectId();
    }

    @Override
    public String flow() {
        return detections.flow();
    }

    @Override
    public Lane lane() {
        return detections.lane();
    }
}
