package trapline.classification;

import java.util.UUID;

/**
 * One label for one detection.
 *
 * @param rank 1 for the best label
 * @param confidence 0 to 1
 * @param basis how the label came about
 */
public record Classification(
        UUID detectionId, int rank, String label, double confidence, LabelBasis basis) {

    /** A label as the classifier gave it. */
    public Classification(UUID detectionId, int rank, String label, double confidence) {
        this(detectionId, rank, label, confidence, LabelBasis.CLASSIFIER);
    }
}
