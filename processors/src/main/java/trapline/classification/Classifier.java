package trapline.classification;

import java.util.List;
import java.util.Optional;
import trapline.capture.Capture;
import trapline.detection.Detection;

/** What names detections; the model runner stands behind it. */
public interface Classifier {

    /** The model that is installed; empty: none is, and nothing is named. */
    Optional<Model> model();

    /**
     * Names each detection, in the order given.
     *
     * @return for each detection its labels, best first
     * @throws trapline.stage.PermanentFailure if the picture cannot be read
     */
    List<List<Label>> classify(Capture capture, List<Detection> detections);

    /** A classifier's name and version. */
    record Model(String name, String version) {}

    /**
     * @param confidence 0 to 1
     */
    record Label(String name, double confidence) {}
}
