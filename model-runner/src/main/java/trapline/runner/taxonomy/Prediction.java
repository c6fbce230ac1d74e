package trapline.runner.taxonomy;

/**
 * What is said of one detection.
 *
 * @param label what it is, as people read it
 * @param score 0 to 1
 * @param source how that came about: {@code classifier}, {@code detector}, {@code
 *     classifier+rollup_to_genus}, {@code classifier+geofence+rollup_to_family}, {@code
 *     classifier+allow}, {@code classifier+burst}; SpeciesNet's words for {@code
 *     prediction_source}, and ours where it has none
 * @param rawLabel the classifier's own best label
 * @param rawScore and its score, 0 to 1
 */
public record Prediction(
        String label, double score, String source, String rawLabel, double rawScore) {
    public static final String CLASSIFIER = "classifier";
    public static final String DETECTOR = "detector";

    /** Whether it is just what the classifier itself held for best. */
    public boolean isRaw() {
        return label.equals(rawLabel) && score == rawScore;
    }
}
