package trapline.app.classification;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trapline.app.classification.BurstNaming.Together;
import trapline.app.detection.DecodedPictures;
import trapline.app.detection.WaitingCrops;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.classification.LabelBasis;
import trapline.classification.LabelScores;
import trapline.detection.BoundingBox;
import trapline.detection.Detection;
import trapline.detection.Frame;
import trapline.runner.Box;
import trapline.runner.Picture;
import trapline.runner.taxonomy.Namer;
import trapline.runner.taxonomy.NamingModel;
import trapline.runner.taxonomy.Prediction;
import trapline.runner.taxonomy.Seen;

/** Names with an installed model, in this process. */
class ModelClassifier implements Classifier {
    private final NamingModel model;
    private final Namer rules;
    private final BurstNaming bursts;
    private final DecodedPictures pictures;
    private final WaitingCrops crops;

    /**
     * @param rules of the model, for the place where the cameras are
     */
    ModelClassifier(
            NamingModel model,
            Namer rules,
            BurstNaming bursts,
            DecodedPictures pictures,
            WaitingCrops crops) {
        this.model = model;
        this.rules = rules;
        this.bursts = bursts;
        this.pictures = pictures;
        this.crops = crops;
    }

    @Override
    public Set<String> categories() {
        return rules.categories();
    }

    @Override
    public Optional<Named> classify(Capture capture, List<Detection> detections) {
        var name = new Model(model.descriptor().name(), model.descriptor().version());
        var scores = scores(capture, detections);
        var together = rules.averages() ? bursts.of(capture, name, scores) : Together.NOTHING;
        var labels =
                detections.stream()
                        .map(one -> labels(one, scores.get(one), together.of(one)))
                        .toList();
        return Optional.of(new Named(name, labels, together.own()));
    }

    /** The detections of a clip are scored frame by frame, so that each frame is decoded once. */
    private Map<Detection, LabelScores> scores(Capture capture, List<Detection> detections) {
        var left = crops.take(capture.captureId()).orElse(Map.of());
        // What the detector left is the bare box; a model that wants more is shown the picture.
        var waiting = model.descriptor().crop().isBox() ? left : Map.<BoundingBox, Picture>of();
        var source = new Source(capture);
        var scores = new LinkedHashMap<Detection, LabelScores>();
        for (var detection : byFrame(detections)) {
            var crop =
                    Optional.ofNullable(waiting.get(detection.bbox()))
                            .orElseGet(() -> source.cut(detection));
            scores.put(detection, LabelScores.of(model.classifier().scoresOfCut(crop)));
        }
        return scores;
    }

    private static List<Detection> byFrame(List<Detection> detections) {
        return detections.stream()
                .sorted(Comparator.comparingInt(one -> one.frame().map(Frame::number).orElse(0)))
                .toList();
    }

    private List<Label> labels(
            Detection detection, LabelScores own, Optional<LabelScores> together) {
        var seen = new Seen(detection.category(), detection.confidence());
        var named =
                together.map(all -> rules.name(seen, own.toArray(), all.toArray()))
                        .orElseGet(() -> rules.name(seen, own.toArray()));
        return named.stream().map(ModelClassifier::label).toList();
    }

    private static Label label(Prediction said) {
        var raw =
                said.isRaw()
                        ? Optional.<LabelBasis.Raw>empty()
                        : Optional.of(new LabelBasis.Raw(said.rawLabel(), said.rawScore()));
        return new Label(said.label(), said.score(), new LabelBasis(said.source(), raw));
    }

    /** The picture that a detection is on, decoded when the first piece of it is missing. */
    private final class Source {
        private final Capture capture;
        private Optional<Frame> frame = Optional.empty();
        private Optional<Picture> picture = Optional.empty();

        Source(Capture capture) {
            this.capture = capture;
        }

        Picture cut(Detection detection) {
            if (picture.isEmpty() || !frame.equals(detection.frame())) {
                frame = detection.frame();
                picture = Optional.of(pictures.decode(capture, frame));
            }
            var bbox = detection.bbox();
            var box = new Box(bbox.x(), bbox.y(), bbox.width(), bbox.height());
            return model.descriptor().crop().cut(picture.get(), box);
        }
    }
}
