package trapline.classification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import trapline.capture.Capture;
import trapline.capture.CaptureMessage;
import trapline.detection.Detections;

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
        implements CaptureMessage {

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

    /** The same labels, of the same detections as they were stored. */
    Classifications on(Detections stored) {
        return new Classifications(stored, model, modelVersion, labels, look);
    }

    @Override
    public Capture capture() {
        return detections.capture();
    }

    /** The best label of one detection. */
    public Optional<Classification> best(UUID detectionId) {
        return labels.stream()
                .filter(label -> label.rank() == 1 && label.detectionId().equals(detectionId))
                .findFirst();
    }
}
