package trapline.app.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trapline.capture.Capture;
import trapline.classification.BurstLooks;
import trapline.classification.Classifier;
import trapline.classification.LabelScores;
import trapline.detection.Detection;
import trapline.detection.Frame;
import trapline.runner.taxonomy.Namer;
import trapline.runner.taxonomy.Seen;

/**
 * Puts together what is held for one animal: the frames of a clip, or the pictures of a burst that
 * have come so far.
 */
class BurstNaming {
    private final BurstLooks looks;

    BurstNaming(BurstLooks looks) {
        this.looks = looks;
    }

    /**
     * What counts for the animals of one capture.
     *
     * @param own how the surest animal was scored, for the pictures of the burst that come later;
     *     empty for clips, which are a burst of their own, and where there is no animal
     * @param mean of all looks; empty: there is only one, and each animal is named for itself
     */
    record Together(Optional<LabelScores> own, Optional<LabelScores> mean) {
        static final Together NOTHING = new Together(Optional.empty(), Optional.empty());

        /** What counts for one detection beside its own scores. */
        Optional<LabelScores> of(Detection detection) {
            return mean.filter(all -> isAnimal(detection));
        }
    }

    /**
     * @param scores of each detection
     */
    Together of(Capture capture, Classifier.Model model, Map<Detection, LabelScores> scores) {
        var surest = surest(scores);
        if (surest.isEmpty()) {
            return Together.NOTHING;
        }
        if (capture.kind() == Capture.Kind.CLIP) {
            return new Together(Optional.empty(), mean(surest));
        }
        var own = surest.get(0);
        var all = new ArrayList<>(looks.others(capture, model));
        all.removeIf(other -> other.count() != own.count());
        all.add(own);
        return new Together(Optional.of(own), mean(all));
    }

    /** The surest animal of each frame; a picture is one. */
    private static List<LabelScores> surest(Map<Detection, LabelScores> scores) {
        var surest = new LinkedHashMap<Optional<Frame>, Detection>();
        scores.keySet().stream()
                .filter(BurstNaming::isAnimal)
                .sorted(Comparator.comparingDouble(Detection::confidence).reversed())
                .forEach(one -> surest.putIfAbsent(one.frame(), one));
        return surest.values().stream().map(scores::get).toList();
    }

    private static Optional<LabelScores> mean(List<LabelScores> looks) {
        return looks.size() < 2
                ? Optional.empty()
                : Optional.of(
                        LabelScores.of(
                                Namer.mean(looks.stream().map(LabelScores::toArray).toList())));
    }

    private static boolean isAnimal(Detection detection) {
        return detection.category().equals(Seen.ANIMAL);
    }
}
