package trapline.app.detection;

import java.util.List;
import java.util.Optional;
import trapline.app.runner.RemoteModels;
import trapline.app.runner.SameModel;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.detection.Detector.Found;
import trapline.runner.Picture;

/** Looks at the frames of clips with the models of runners on other machines. */
class RemoteFrames implements FrameDetector {
    private final RemoteModels models;

    RemoteFrames(RemoteModels models) {
        this.models = models;
    }

    @Override
    public Eyes open(Capture clip) {
        return new OneModel();
    }

    /** Whichever runner looks at a frame, the model must be that of the first. */
    private final class OneModel implements Eyes {
        private Optional<Classifier.Model> model = Optional.empty();

        @Override
        public String model() {
            return model.orElseThrow().name();
        }

        @Override
        public String modelVersion() {
            return model.orElseThrow().version();
        }

        /**
         * @throws trapline.stage.RetryLater if no runner can be used now, or the model was changed
         *     meanwhile
         */
        @Override
        public List<Found> look(Picture frame) {
            var sight = models.detect(frame);
            SameModel.require(model, sight.model());
            model = Optional.of(sight.model());
            return sight.found();
        }
    }
}
