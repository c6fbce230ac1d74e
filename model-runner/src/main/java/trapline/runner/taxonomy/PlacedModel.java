package trapline.runner.taxonomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import trapline.runner.Box;
import trapline.runner.CropClassifier;
import trapline.runner.Detected;
import trapline.runner.Picture;
import trapline.runner.Stopwatch;

/** A classifier with its rules for one place. */
public final class PlacedModel {
    private static final Box WHOLE = new Box(0, 0, 1, 1);

    /** What a classifier calls what is no animal; a detector would have found it. */
    private static final Set<String> NO_ANIMALS =
            Set.of("blank", "empty", "background", "human", "person", "vehicle", Fencing.UNKNOWN);

    private final CropClassifier classifier;
    private final Namer rules;

    PlacedModel(CropClassifier classifier, Namer rules) {
        this.classifier = classifier;
        this.rules = rules;
    }

    public CropClassifier classifier() {
        return classifier;
    }

    public Namer rules() {
        return rules;
    }

    /**
     * Names what a detector found, each for itself.
     *
     * @return for each its names, best first; none for what the model does not name
     * @throws trapline.runner.ModelUnavailable if the network fails; another attempt may succeed
     */
    public List<List<Prediction>> name(Picture picture, List<Detected> found) {
        var names = new ArrayList<List<Prediction>>();
        for (var one : found) {
            names.add(
                    rules.categories().contains(one.category())
                            ? rules.name(
                                    new Seen(one.category(), one.confidence()),
                                    classifier.scores(picture, List.of(one.box())).get(0))
                            : List.of());
        }
        return names;
    }

    /**
     * A second look at a picture on which a detector found nothing, where the descriptor asks for
     * it: the classifier is shown the whole of it.
     *
     * @param watch is told of preprocessing, inference and postprocessing
     * @return an animal all over the picture, if the classifier is sure enough of one
     * @throws trapline.runner.ModelUnavailable if the network fails; another attempt may succeed
     */
    public Optional<Detected> lookAtWhole(Picture picture, Stopwatch watch) {
        return rules.wholePicture()
                .flatMap(
                        least -> {
                            var scores = classifier.scores(picture, List.of(WHOLE), watch).get(0);
                            var best = rules.name(Seen.NOTHING, scores).get(0);
                            return best.score() >= least && isAnimal(best)
                                    ? Optional.of(
                                            new Detected(
                                                    Seen.ANIMAL,
                                                    "whole picture",
                                                    best.score(),
                                                    WHOLE))
                                    : Optional.empty();
                        });
    }

    private static boolean isAnimal(Prediction best) {
        return !NO_ANIMALS.contains(best.label().toLowerCase(Locale.ROOT));
    }
}
