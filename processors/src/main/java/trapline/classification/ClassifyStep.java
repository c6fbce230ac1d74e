package trapline.classification;

import java.util.ArrayList;
import java.util.Optional;
import trapline.detection.Detection;
import trapline.detection.Detections;

/** Station <em>classify</em>: {@link Detections} in, their {@link Classifications} out. */
public class ClassifyStep {
    private static final String ANIMAL = "animal";

    private final Classifier classifier;
    private final double minConfidence;

    /**
     * @param minConfidence animals seen with less confidence are not named, 0 to 1
     */
    public ClassifyStep(Classifier classifier, double minConfidence) {
        this.classifier = classifier;
        this.minConfidence = minConfidence;
    }

    /** Runs the model; called outside any transaction. */
    public Classifications classify(Detections detections) {
        var animals = detections.found().stream().filter(this::isWorthNaming).toList();
        var named =
                animals.isEmpty()
                        ? Optional.<Classifier.Named>empty()
                        : classifier.classify(detections.capture(), animals);
        var labels = new ArrayList<Classification>();
        if (named.isPresent()) {
            for (var i = 0; i < animals.size(); i++) {
                var rank = 1;
                for (var label : named.get().labels().get(i)) {
                    labels.add(
                            new Classification(
                                    animals.get(i).detectionId(),
                                    rank++,
                                    label.name(),
                                    label.confidence()));
                }
            }
        }
        return new Classifications(
                detections,
                named.map(answer -> answer.model().name()),
                named.map(answer -> answer.model().version()),
                labels);
    }

    private boolean isWorthNaming(Detection detection) {
        return detection.category().equals(ANIMAL) && detection.confidence() >= minConfidence;
    }
}
