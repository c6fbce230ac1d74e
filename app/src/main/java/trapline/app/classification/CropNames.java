package trapline.app.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import trapline.classification.Classifier.Label;
import trapline.classification.LabelBasis;
import trapline.detection.Detection;
import trapline.detection.Frame;
import trapline.runner.CropClassifier;
import trapline.runner.Picture;
import trapline.runner.taxonomy.Namer;
import trapline.runner.taxonomy.Prediction;
import trapline.runner.taxonomy.Seen;

/** Names crops with one model, and by the rules for naming that it has, if it has any. */
class CropNames {
    private static final String ANIMAL = "animal";

    private final CropClassifier model;
    private final Optional<Namer> namer;

    CropNames(CropClassifier model, Optional<Namer> namer) {
        this.model = model;
        this.namer = namer;
    }

    /** The categories of detections that are named. */
    Set<String> categories() {
        return namer.filter(Namer::namesEverything).isPresent()
                ? Set.of(ANIMAL, "person", "vehicle")
                : Set.of(ANIMAL);
    }

    /**
     * @param detections in the order in which their crops are best cut
     * @return the labels of each, best first
     */
    Map<Detection, List<Label>> name(
            List<Detection> detections, Function<Detection, Picture> crop) {
        return namer.map(rules -> byRules(rules, detections, crop))
                .orElseGet(() -> asTheyAre(detections, crop));
    }

    private Map<Detection, List<Label>> asTheyAre(
            List<Detection> detections, Function<Detection, Picture> crop) {
        var named = new HashMap<Detection, List<Label>>();
        for (var detection : detections) {
            named.put(
                    detection,
                    model.classifyCut(crop.apply(detection)).stream()
                            .map(one -> new Label(one.label(), one.confidence()))
                            .toList());
        }
        return named;
    }

    private Map<Detection, List<Label>> byRules(
            Namer rules, List<Detection> detections, Function<Detection, Picture> crop) {
        var scores = new LinkedHashMap<Detection, float[]>();
        for (var detection : detections) {
            scores.put(detection, model.scoresOfCut(crop.apply(detection)));
        }
        var together = rules.averages() ? together(scores) : Optional.<float[]>empty();
        var named = new HashMap<Detection, List<Label>>();
        scores.forEach(
                (detection, own) -> {
                    var counts =
                            together.filter(mean -> detection.category().equals(ANIMAL))
                                    .orElse(own);
                    var seen = new Seen(detection.category(), detection.confidence());
                    named.put(
                            detection,
                            rules.name(seen, counts).stream().map(CropNames::label).toList());
                });
        return named;
    }

    /** Of a clip: the mean over the surest animal of each frame. */
    private static Optional<float[]> together(Map<Detection, float[]> scores) {
        var surest = new LinkedHashMap<Frame, Detection>();
        scores.keySet().stream()
                .filter(one -> one.category().equals(ANIMAL) && one.frame().isPresent())
                .sorted(Comparator.comparingDouble(Detection::confidence).reversed())
                .forEach(one -> surest.putIfAbsent(one.frame().orElseThrow(), one));
        var looks = new ArrayList<float[]>();
        surest.values().forEach(one -> looks.add(scores.get(one)));
        return looks.isEmpty() ? Optional.empty() : Optional.of(Namer.mean(looks));
    }

    private static Label label(Prediction said) {
        var raw =
                said.label().equals(said.rawLabel()) && said.score() == said.rawScore()
                        ? Optional.<LabelBasis.Raw>empty()
                        : Optional.of(new LabelBasis.Raw(said.rawLabel(), said.rawScore()));
        return new Label(said.label(), said.score(), new LabelBasis(said.source(), raw));
    }
}
