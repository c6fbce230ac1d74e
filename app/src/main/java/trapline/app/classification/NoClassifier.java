package trapline.app.classification;

import java.util.List;
import java.util.Optional;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.detection.Detection;

/** Stands where no classifier is installed: nothing is named. */
class NoClassifier implements Classifier {

    @Override
    public Optional<Named> classify(Capture capture, List<Detection> detections) {
        return Optional.empty();
    }
}
