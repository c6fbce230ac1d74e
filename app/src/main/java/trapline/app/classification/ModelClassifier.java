package trapline.app.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trapline.app.detection.Crops;
import trapline.app.detection.DecodedPictures;
import trapline.app.detection.WaitingCrops;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.detection.Detection;
import trapline.runner.Box;
import trapline.runner.CropClassifier;
import trapline.runner.Picture;

/** Names with an installed model, in this process. */
class ModelClassifier implements Classifier {
    private static final Box ALL = new Box(0, 0, 1, 1);

    private final CropClassifier model;
    private final DecodedPictures pictures;
    private final WaitingCrops crops;

    ModelClassifier(CropClassifier model, DecodedPictures pictures, WaitingCrops crops) {
        this.model = model;
        this.pictures = pictures;
        this.crops = crops;
    }

    @Override
    public Optional<Named> classify(Capture capture, List<Detection> detections) {
        var waiting = crops.take(capture.captureId()).orElse(Map.of());
        var whole = new Whole(capture);
        var named = new ArrayList<List<Label>>();
        for (var detection : detections) {
            var crop = waiting.get(detection.bbox());
            named.add(name(crop == null ? whole.cut(detection) : crop));
        }
        var descriptor = model.descriptor();
        return Optional.of(new Named(new Model(descriptor.name(), descriptor.version()), named));
    }

    private List<Label> name(Picture crop) {
        return model.classify(crop, List.of(ALL)).get(0).stream()
                .map(one -> new Label(one.label(), one.confidence()))
                .toList();
    }

    /** The whole picture, decoded when the first piece of it is missing. */
    private final class Whole {
        private final Capture capture;
        private Optional<Picture> picture = Optional.empty();

        Whole(Capture capture) {
            this.capture = capture;
        }

        Picture cut(Detection detection) {
            if (picture.isEmpty()) {
                picture = Optional.of(pictures.decode(capture));
            }
            return Crops.cut(picture.get(), detection.bbox());
        }
    }
}
