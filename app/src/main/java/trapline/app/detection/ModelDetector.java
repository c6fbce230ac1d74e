package trapline.app.detection;

import java.util.List;
import trapline.capture.Capture;
import trapline.detection.BoundingBox;
import trapline.detection.Detector;
import trapline.runner.Detected;
import trapline.runner.ObjectDetector;

/** Looks with an installed model, in this process. */
class ModelDetector implements Detector {
    private final ObjectDetector model;
    private final DecodedPictures pictures;
    private final Renderings renderings;

    ModelDetector(ObjectDetector model, DecodedPictures pictures, Renderings renderings) {
        this.model = model;
        this.pictures = pictures;
        this.renderings = renderings;
    }

    @Override
    public Look look(Capture capture) {
        var picture = pictures.decode(capture);
        var found = found(model.detect(picture));
        var rendered = renderings.render(capture, picture);
        if (!found.isEmpty()) {
            pictures.leave(capture.captureId(), picture);
        }
        return new Look(
                model.descriptor().name(),
                model.descriptor().version(),
                found,
                picture.truncated(),
                rendered.thumbnailKey(),
                rendered.previewKey());
    }

    static List<Found> found(List<Detected> detected) {
        return detected.stream()
                .map(
                        one ->
                                new Found(
                                        one.category(),
                                        one.sourceLabel(),
                                        one.confidence(),
                                        new BoundingBox(
                                                one.box().x(),
                                                one.box().y(),
                                                one.box().width(),
                                                one.box().height())))
                .toList();
    }
}
