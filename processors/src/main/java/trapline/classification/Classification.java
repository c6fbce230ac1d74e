package trapline.classification;

import java.util.UUID;

/**
 * One label for one detection.
 *
 * @param rank 1 for the best label
 * @param confidence 0 to 1
 */
public record Classification(UUID detectionId, int rank, String label, double confidence) {}
