package trapline.app.classification;

import java.util.List;
import java.util.Optional;
import trapline.app.detection.DecodedPictures;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.detection.Detection;
import trapline.runner.Box;
import trapline.runner.CropClassifier;

/** Names with an installed model, in this process. */
class ModelClassifier implements Classifier {
    private final CropClassifier model;
    private final DecodedPictures pictures;

    ModelClassifier(CropClassifier model, DecodedPictures pictures) {
        this.model = model;
        this.pictures = pictures;
    }

    @Override
    public Optional<Model> model() {
        return Optional.of(new Model(model.descriptor().name(), model.descriptor().version()));
    }

    @Override
    public List<List<Label>> classify(Capture capture, List<Detection> detections) {
        var boxes =
                detections.stream()
                        .map(Detection::bbox)
                        .map(box -> new Box(box.x(), box.y(), box.width(), box.height()))
                        .toList();
        return model.classify(pictures.of(capture), boxes).stream()
                .map(
                        labels ->
                                labels.stream()
                                        .map(one -> new Label(one.label(), one.confidence()))
                                        .toList())
                .toList();
    }
}
