package trapline.runner.taxonomy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes names of a classifier's scores: allow-list first, then the ensemble's rules if there are
 * any, else geofence and roll-up. What the classifier itself held for best is kept beside.
 */
public final class Namer {
    /** SpeciesNet's classifier hands on so many labels, and its rules know no others. */
    private static final int SPECIESNET_LABELS = 5;

    private final Taxonomy taxonomy;
    private final Fencing fencing;
    private final AllowList allowed;
    private final NamingOptions options;
    private final int top;

    /**
     * @param taxonomy its labels are in the order of the scores
     * @param only the labels that occur at all; none: those of the options
     * @param top how many names are given, the best first
     */
    public Namer(
            Taxonomy taxonomy,
            Geofence fence,
            Place place,
            List<String> only,
            NamingOptions options,
            int top) {
        this.taxonomy = taxonomy;
        this.fencing = new Fencing(taxonomy, fence, place);
        this.allowed = AllowList.of(only.isEmpty() ? options.only() : only);
        this.options = options;
        this.top = top;
    }

    /**
     * The names of the allow-list that mean no label: typing mistakes, worth a word to the admin.
     */
    public List<String> unknownNames() {
        return allowed.unknown(taxonomy);
    }

    /** The categories of detections that are to be shown to the classifier. */
    public Set<String> categories() {
        return options.ensemble().isPresent()
                ? Set.of(Seen.ANIMAL, "person", "vehicle")
                : Set.of(Seen.ANIMAL);
    }

    /** Whether the pictures of a burst, and the frames of a clip, are named together. */
    public boolean averages() {
        return options.burst().isPresent();
    }

    /**
     * How sure the name of a whole picture must be to count as a detection; empty: whole pictures
     * are not named.
     */
    Optional<Double> wholePicture() {
        return options.wholePicture();
    }

    /**
     * @param scores of all labels, shares of 1
     * @return the name first, then the best labels besides it
     */
    public List<Prediction> name(Seen seen, float[] scores) {
        return name(seen, scores, scores);
    }

    /**
     * The same for one look of several that are named together.
     *
     * @param own scores of this look, whose best label is kept as the raw one
     * @param together scores of all looks; see {@link #mean}
     */
    public List<Prediction> name(Seen seen, float[] own, float[] together) {
        var raw = Scored.sorted(taxonomy.labels(), together);
        var best = own == together ? raw.get(0) : Scored.best(taxonomy.labels(), own);
        var sorted = allowed.apply(raw);
        var named = named(seen, sorted);
        var weighed = (own == together ? "" : "+burst") + (sorted == raw ? "" : "+allow");
        var source =
                named.source()
                        .replaceFirst("^" + Prediction.CLASSIFIER, Prediction.CLASSIFIER + weighed);
        var first =
                new Prediction(
                        named.label(), named.score(), source, best.taxon().shown(), best.score());
        var others =
                sorted.stream()
                        .filter(other -> !other.taxon().shown().equals(named.label()))
                        .map(Namer::asItIs);
        return Stream.concat(Stream.of(first), others).limit(top).toList();
    }

    private static Prediction asItIs(Scored scored) {
        var shown = scored.taxon().shown();
        return new Prediction(shown, scored.score(), Prediction.CLASSIFIER, shown, scored.score());
    }

    private Fencing.Named named(Seen seen, List<Scored> scores) {
        if (options.ensemble().isPresent()) {
            var known = scores.stream().limit(SPECIESNET_LABELS).toList();
            return new SpeciesNetEnsemble(fencing).decide(seen, known);
        }
        var sure =
                options.rollUp()
                        .map(rules -> scores.get(0).score() >= rules.threshold())
                        .orElse(true);
        return sure ? fencing.best(scores) : rolledUp(scores);
    }

    /** Where nothing adds up to enough, the best label stays, and its low score with it. */
    private Fencing.Named rolledUp(List<Scored> scores) {
        var rules = options.rollUp().orElseThrow();
        return new RollUp(rules.ranks(), rules.threshold())
                .of(scores, taxonomy, fencing.fence(), fencing.place())
                .map(found -> Fencing.rolledUp(found, "classifier+"))
                .orElseGet(() -> fencing.best(scores));
    }

    /**
     * The scores of several looks at one animal, put together: the mean of the logarithms, made
     * shares of 1 again. That is the mean of the raw scores behind them, because what lies between
     * raw scores and shares is the same for all labels of one look.
     *
     * @param looks scores in the order of the labels, shares of 1; at least one
     * @see <a href="https://www.deepfaune.cnrs.fr">DeepFaune, which names sequences so</a>
     */
    public static float[] mean(List<float[]> looks) {
        var labels = looks.get(0).length;
        var logs = new double[labels];
        for (var look : looks) {
            for (var i = 0; i < labels; i++) {
                logs[i] += Math.log(Math.max(look[i], Float.MIN_NORMAL)) / looks.size();
            }
        }
        var most = Arrays.stream(logs).max().orElse(0);
        var sum = Arrays.stream(logs).map(log -> Math.exp(log - most)).sum();
        var mean = new float[labels];
        for (var i = 0; i < labels; i++) {
            mean[i] = (float) (Math.exp(logs[i] - most) / sum);
        }
        return mean;
    }
}
