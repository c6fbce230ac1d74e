package trapline.runner.taxonomy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * How a classifier's scores become a name; the field {@code naming} of a {@code model.yaml}.
 *
 * @param taxonomy a file beside the descriptor with more taxa, one a line as {@code
 *     uuid;class;order;family;genus;species;common}, that may be named although no score is theirs
 * @param rollUp what is named when no label is sure enough
 * @param ensemble rules that weigh the detector against the classifier
 * @param geofence a file beside the descriptor that says where taxa occur
 * @param only the labels, common names or taxa that occur at all; none: every label
 * @param burst how the pictures of one burst, and the frames of one clip, are named together
 * @param wholePicture where nothing is detected, the whole picture is named; an animal that is at
 *     least so sure, above 0 to 1, counts as a detection all over the picture
 */
public record NamingOptions(
        Optional<String> taxonomy,
        Optional<RollUpOptions> rollUp,
        Optional<Ensemble> ensemble,
        Optional<String> geofence,
        List<String> only,
        Optional<Burst> burst,
        Optional<Double> wholePicture) {

    /** Nothing said: the best label is the name. */
    public static final NamingOptions NONE =
            new NamingOptions(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());

    /**
     * @param threshold a label with at least this score is named as it is; else the first rank at
     *     which the scores of one taxon add up to more
     * @param ranks tried in this order; genus, family, order, class and kingdom when absent
     */
    public record RollUpOptions(Double threshold, List<Rank> ranks) {
        private static final double DEFAULT_THRESHOLD = 0.65;

        public RollUpOptions {
            threshold = threshold == null ? DEFAULT_THRESHOLD : threshold;
            ranks =
                    ranks == null
                            ? List.of(Rank.GENUS, Rank.FAMILY, Rank.ORDER, Rank.CLASS, Rank.KINGDOM)
                            : List.copyOf(ranks);
        }
    }

    /** Published rules. */
    public enum Ensemble {
        @JsonProperty("speciesnet")
        SPECIESNET
    }

    /** How several looks at what is held for one animal are put together. */
    public enum Burst {
        /** The mean of the raw scores, as DeepFaune does it. */
        @JsonProperty("mean-logits")
        MEAN_LOGITS
    }

    public NamingOptions {
        only = only == null ? List.of() : List.copyOf(only);
    }

    /**
     * What is wrong.
     *
     * @param field its name, such as {@code naming.geofence}
     * @param value what it says
     * @param advice what to do about it
     */
    public record Mistake(String field, Object value, String advice) {}

    /** The first thing that is wrong; empty: nothing. */
    public Optional<Mistake> mistake() {
        if (taxonomy.filter(file -> !plain(file)).isPresent()) {
            return wrong(
                    "naming.taxonomy",
                    taxonomy.get(),
                    "give the plain name of a file beside the descriptor");
        }
        if (geofence.filter(file -> !plain(file)).isPresent()) {
            return wrong(
                    "naming.geofence",
                    geofence.get(),
                    "give the plain name of a file beside the descriptor");
        }
        var threshold = rollUp.map(RollUpOptions::threshold).orElse(0.5);
        if (!(threshold > 0 && threshold < 1)) {
            return wrong("naming.rollUp.threshold", threshold, "give a number between 0 and 1");
        }
        if (rollUp.filter(one -> one.ranks().isEmpty()).isPresent()) {
            return wrong("naming.rollUp.ranks", "nothing", "name at least one rank, such as genus");
        }
        if (ensemble.isPresent() && rollUp.isPresent()) {
            return wrong(
                    "naming.rollUp",
                    "something",
                    "leave it out: the ensemble rolls up by its own rules");
        }
        var whole = wholePicture.orElse(1.0);
        if (!(whole > 0 && whole <= 1)) {
            return wrong("naming.wholePicture", whole, "give a number above 0, at most 1");
        }
        if (only.stream().anyMatch(String::isBlank)) {
            return wrong("naming.only", only, "leave out the empty name");
        }
        return Optional.empty();
    }

    private static boolean plain(String file) {
        return file.matches("[^/\\\\]+") && !file.equals(".") && !file.equals("..");
    }

    private static Optional<Mistake> wrong(String field, Object value, String advice) {
        return Optional.of(new Mistake(field, value, advice));
    }
}
