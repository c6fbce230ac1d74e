package trapline.classification;

import java.util.ArrayList;
import java.util.Optional;
import trapline.detection.DetectStep;
import trapline.detection.Detections;

/** Station <em>classify</em>: {@link Detections} in, their {@link Classifications} out. */
public class ClassifyStep {
    private final Classifier classifier;
    private final double minConfidence;

    /**
     * @param minConfidence what was seen with less confidence is not named, 0 to 1
     */
    public ClassifyStep(Classifier classifier, double minConfidence) {
        this.classifier = classifier;
        this.minConfidence = minConfidence;
    }

    /** Names what is not stored yet; both are to be stored together. */
    public Classified classify(DetectStep.Detected detected) {
        return new Classified(detected, classify(detected.detections()));
    }

    /** Runs the model; called outside any transaction. */
    public Classifications classify(Detections detections) {
        var categories = classifier.categories();
        var chosen =
                detections.found().stream()
                        .filter(one -> categories.contains(one.category()))
                        .filter(one -> one.confidence() >= minConfidence)
                        .toList();
        var named =
                chosen.isEmpty()
                        ? Optional.<Classifier.Named>empty()
                        : classifier.classify(detections.capture(), chosen);
        var labels = new ArrayList<Classification>();
        if (named.isPresent()) {
            for (var i = 0; i < chosen.size(); i++) {
                var rank = 1;
                for (var label : named.get().labels().get(i)) {
                    labels.add(
                            new Classification(
                                    chosen.get(i).detectionId(),
                                    rank++,
                                    label.name(),
                                    label.confidence(),
                                    label.basis()));
                }
            }
        }
        return new Classifications(
                detections,
                named.map(answer -> answer.model().name()),
                named.map(answer -> answer.model().version()),
                labels,
                named.flatMap(Classifier.Named::look));
    }

    /** Labels of detections that are to be stored with them. */
    public record Classified(DetectStep.Detected detected, Classifications classifications) {}
}
