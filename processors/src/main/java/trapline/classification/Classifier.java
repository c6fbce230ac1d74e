package trapline.classification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import trapline.capture.Capture;
import trapline.detection.Detection;

/** What names detections; the model runner stands behind it. */
public interface Classifier {

    /**
     * Names each detection, in the order given.
     *
     * @return empty: no model is installed, and nothing is named
     * @throws trapline.stage.PermanentFailure if the picture cannot be read
     * @throws trapline.stage.RetryLater if nothing can name it now
     */
    Optional<Named> classify(Capture capture, List<Detection> detections);

    /** The categories of detections that it names. */
    default Set<String> categories() {
        return Set.of("animal");
    }

    /**
     * What one model said.
     *
     * @param model the very model that said it; another may have taken its place since
     * @param labels for each detection its labels, best first
     * @param look how it scored the surest animal, where the model names the pictures of a burst
     *     together: what later pictures of the burst are named from
     */
    record Named(Model model, List<List<Label>> labels, Optional<LabelScores> look) {

        /** Said of one capture for itself. */
        public Named(Model model, List<List<Label>> labels) {
            this(model, labels, Optional.empty());
        }
    }

    /** A classifier's name and version. */
    record Model(String name, String version) {}

    /**
     * @param confidence 0 to 1
     * @param basis how the label came about
     */
    record Label(String name, double confidence, LabelBasis basis) {

        /** A label as the classifier gave it. */
        public Label(String name, double confidence) {
            this(name, confidence, LabelBasis.CLASSIFIER);
        }
    }
}
