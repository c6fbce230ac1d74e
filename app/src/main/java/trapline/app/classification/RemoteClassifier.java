package trapline.app.classification;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import trapline.app.detection.WaitingNames;
import trapline.app.runner.RemoteModels;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.detection.Detection;
import trapline.stage.RetryLater;

/**
 * Names with the models of runners on other machines. The names of a picture mostly came with its
 * detections; where they did not, and for clips, a runner is asked.
 */
class RemoteClassifier implements Classifier {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final RemoteModels models;
    private final WaitingNames waiting;

    RemoteClassifier(RemoteModels models, WaitingNames waiting) {
        this.models = models;
        this.waiting = waiting;
    }

    @Override
    public Optional<Named> classify(Capture capture, List<Detection> detections) {
        return waiting.take(capture.captureId())
                .flatMap(names -> all(names, detections))
                .or(() -> ask(capture, detections));
    }

    /** Empty when one of them is not among those that were named. */
    private static Optional<Named> all(WaitingNames.Names names, List<Detection> detections) {
        var labels = detections.stream().map(one -> names.labels().get(one.bbox())).toList();
        return labels.stream().allMatch(Objects::nonNull)
                ? Optional.of(new Named(names.model(), labels))
                : Optional.empty();
    }

    /** Once for a picture, once for each frame of a clip. */
    private Optional<Named> ask(Capture capture, List<Detection> detections) {
        var byFrame =
                detections.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Detection::frame, LinkedHashMap::new, Collectors.toList()));
        var labels = new HashMap<Detection, List<Label>>();
        Optional<Model> model = Optional.empty();
        for (var part : byFrame.entrySet()) {
            var boxes = part.getValue().stream().map(Detection::bbox).toList();
            var named = models.classify(capture, part.getKey(), boxes);
            if (named.isEmpty()) {
                return Optional.empty();
            }
            var said = named.get();
            if (model.filter(first -> !first.equals(said.model())).isPresent()) {
                throw new RetryLater(
                        "The model was changed while the clip was named. It begins anew.", AGAIN);
            }
            model = Optional.of(said.model());
            for (var i = 0; i < boxes.size(); i++) {
                labels.put(part.getValue().get(i), said.labels().get(i));
            }
        }
        return model.map(one -> new Named(one, detections.stream().map(labels::get).toList()));
    }
}
