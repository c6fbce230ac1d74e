package trapline.app.detection;

import java.util.List;
import trapline.capture.Capture;
import trapline.detection.Detector.Found;
import trapline.runner.ObjectDetector;
import trapline.runner.Picture;

/** Looks at frames with an installed model, each for itself. */
class ModelFrames implements FrameDetector {
    private final ObjectDetector model;

    ModelFrames(ObjectDetector model) {
        this.model = model;
    }

    @Override
    public Eyes open(Capture clip) {
        return new Eyes() {
            @Override
            public String model() {
                return model.descriptor().name();
            }

            @Override
            public String modelVersion() {
                return model.descriptor().version();
            }

            @Override
            public List<Found> look(Picture frame) {
                return ModelDetector.found(model.detect(frame));
            }
        };
    }
}
