package trapline.app.classification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import trapline.app.detection.WaitingNames;
import trapline.app.runner.RemoteModels;
import trapline.app.runner.SameModel;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.classification.LabelScores;
import trapline.detection.Detection;
import trapline.runner.taxonomy.Seen;

/**
 * Names with the models of runners on other machines, which apply all that their descriptors say.
 * The names of a picture mostly came with its detections; where they did not, and for clips, a
 * runner is asked.
 */
class RemoteClassifier implements Classifier {
    private final RemoteModels models;
    private final WaitingNames waiting;
    private final BurstNaming bursts;

    RemoteClassifier(RemoteModels models, WaitingNames waiting, BurstNaming bursts) {
        this.models = models;
        this.waiting = waiting;
        this.bursts = bursts;
    }

    /** A runner names of these what its model does. */
    @Override
    public Set<String> categories() {
        return Set.of(Seen.ANIMAL, "person", "vehicle");
    }

    @Override
    public Optional<Named> classify(Capture capture, List<Detection> detections) {
        var names =
                waiting.take(capture.captureId())
                        .flatMap(left -> all(left, detections))
                        .or(() -> ask(capture, detections));
        return names.filter(Names::isAny).map(said -> together(capture, detections, said));
    }

    /** What one model said of each detection; no model: nothing was to be named. */
    private record Names(Optional<Model> model, Map<Detection, RemoteModels.Names> byDetection) {
        boolean isAny() {
            return byDetection.values().stream().anyMatch(one -> !one.labels().isEmpty());
        }
    }

    /** Empty when one of them is not among those that the runner saw. */
    private static Optional<Names> all(WaitingNames.Names left, List<Detection> detections) {
        var names = new LinkedHashMap<Detection, RemoteModels.Names>();
        for (var one : detections) {
            var said = left.names().get(one.bbox());
            if (said == null) {
                return Optional.empty();
            }
            names.put(one, said);
        }
        return Optional.of(new Names(left.model(), names));
    }

    /** Once for a picture, once for each frame of a clip. */
    private Optional<Names> ask(Capture capture, List<Detection> detections) {
        var byFrame =
                detections.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Detection::frame, LinkedHashMap::new, Collectors.toList()));
        var names = new LinkedHashMap<Detection, RemoteModels.Names>();
        Optional<Model> model = Optional.empty();
        for (var part : byFrame.values()) {
            var said = models.classify(capture, part);
            if (said.isEmpty()) {
                return Optional.empty();
            }
            SameModel.require(model, said.get().model());
            model = Optional.of(said.get().model());
            for (var i = 0; i < part.size(); i++) {
                names.put(part.get(i), said.get().names().get(i));
            }
        }
        return Optional.of(new Names(model, names));
    }

    /** What was said of each detection for itself, or anew of those that belong together. */
    private Named together(Capture capture, List<Detection> detections, Names said) {
        var model = said.model().orElseThrow();
        var scores = new LinkedHashMap<Detection, LabelScores>();
        said.byDetection()
                .forEach((one, names) -> names.scores().ifPresent(own -> scores.put(one, own)));
        var together = bursts.of(capture, model, scores);
        var anew =
                together.mean().map(mean -> anew(model, mean, together, scores)).orElseGet(Map::of);
        var labels =
                detections.stream()
                        .map(
                                one ->
                                        Optional.ofNullable(anew.get(one))
                                                .orElseGet(
                                                        () -> said.byDetection().get(one).labels()))
                        .toList();
        return new Named(model, labels, together.own());
    }

    private Map<Detection, List<Label>> anew(
            Model model,
            LabelScores mean,
            BurstNaming.Together together,
            Map<Detection, LabelScores> scores) {
        var animals = scores.keySet().stream().filter(one -> together.of(one).isPresent()).toList();
        var looks = new ArrayList<RemoteModels.Look>();
        for (var one : animals) {
            looks.add(new RemoteModels.Look(one.category(), one.confidence(), scores.get(one)));
        }
        var labels = models.name(model, mean, looks);
        var anew = new HashMap<Detection, List<Label>>();
        for (var i = 0; i < animals.size(); i++) {
            anew.put(animals.get(i), labels.get(i));
        }
        return anew;
    }
}
