package trapline.classification;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a label came about.
 *
 * @param source {@code classifier}, or what was weighed besides, such as {@code detector}, {@code
 *     classifier+rollup_to_genus}, {@code classifier+geofence+rollup_to_family}
 * @param raw what the classifier itself held for best, where that is not the label
 */
public record LabelBasis(String source, Optional<Raw> raw) {
    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z_+]{0,63}");

    /** The classifier said so, and nothing else was asked. */
    public static final LabelBasis CLASSIFIER = new LabelBasis("classifier", Optional.empty());

    /**
     * @param confidence 0 to 1
     */
    public record Raw(String label, double confidence) {}

    public LabelBasis {
        if (!SOURCE.matcher(source).matches()) {
            throw new IllegalArgumentException("no source of a label: " + source);
        }
    }
}
