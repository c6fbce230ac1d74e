package trapline.app.classification;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trapline.app.detection.DecodedPictures;
import trapline.app.detection.WaitingCrops;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.detection.BoundingBox;
import trapline.detection.Detection;
import trapline.detection.Frame;
import trapline.runner.Box;
import trapline.runner.CropClassifier;
import trapline.runner.Picture;

/** Names with an installed model, in this process. */
class ModelClassifier implements Classifier {
    private final CropClassifier model;
    private final CropNames names;
    private final DecodedPictures pictures;
    private final WaitingCrops crops;

    ModelClassifier(
            CropClassifier model, CropNames names, DecodedPictures pictures, WaitingCrops crops) {
        this.model = model;
        this.names = names;
        this.pictures = pictures;
        this.crops = crops;
    }

    @Override
    public Set<String> categories() {
        return names.categories();
    }

    /** The detections of a clip are named frame by frame, so that each frame is decoded once. */
    @Override
    public Optional<Named> classify(Capture capture, List<Detection> detections) {
        var left = crops.take(capture.captureId()).orElse(Map.of());
        // What the detector left is the bare box; a model that wants more is shown the picture.
        var waiting = model.descriptor().crop().isBox() ? left : Map.<BoundingBox, Picture>of();
        var source = new Source(capture);
        var named =
                names.name(
                        byFrame(detections),
                        detection ->
                                Optional.ofNullable(waiting.get(detection.bbox()))
                                        .orElseGet(() -> source.cut(detection)));
        var descriptor = model.descriptor();
        return Optional.of(
                new Named(
                        new Model(descriptor.name(), descriptor.version()),
                        detections.stream().map(named::get).toList()));
    }

    private static List<Detection> byFrame(List<Detection> detections) {
        return detections.stream()
                .sorted(Comparator.comparingInt(one -> one.frame().map(Frame::number).orElse(0)))
                .toList();
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
