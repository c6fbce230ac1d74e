package trapline.app.detection;

import trapline.capture.Capture;
import trapline.detection.Detector;
import trapline.runner.ObjectDetector;
import trapline.runner.live.ModelKeeper;

/**
 * Looks with the model that is installed at the moment; while there is none, with the built-in
 * motion detector. A model that is added or changed is taken up while pictures flow.
 */
class LiveDetector implements Detector {
    private final ModelKeeper<Loaded> models;
    private final Detector without;

    /**
     * @param without looks while no model is installed
     */
    LiveDetector(ModelKeeper<Loaded> models, Detector without) {
        this.models = models;
        this.without = without;
    }

    @Override
    public Look look(Capture capture) {
        return models.use(loaded -> loaded.detector().look(capture))
                .orElseGet(() -> without.look(capture));
    }

    /** A loaded model, and what looks with it. */
    record Loaded(ObjectDetector model, Detector detector) implements AutoCloseable {
        @Override
        public void close() {
            model.close();
        }
    }
}
