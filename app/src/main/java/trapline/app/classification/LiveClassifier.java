package trapline.app.classification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.detection.Detection;
import trapline.runner.live.ModelKeeper;
import trapline.runner.taxonomy.NamingModel;
import trapline.runner.taxonomy.PlacedModel;

/**
 * Names with the model that is installed at the moment; while there is none, nothing is named. A
 * model that is added or changed is taken up while pictures flow.
 */
class LiveClassifier implements Classifier {
    private final ModelKeeper<Loaded> models;

    LiveClassifier(ModelKeeper<Loaded> models) {
        this.models = models;
    }

    @Override
    public Set<String> categories() {
        return models.use(loaded -> loaded.classifier().categories()).orElse(Set.of());
    }

    @Override
    public Optional<Named> classify(Capture capture, List<Detection> detections) {
        return models.use(loaded -> loaded.classifier().classify(capture, detections))
                .flatMap(named -> named);
    }

    /** A loaded model, and what names with it. */
    record Loaded(NamingModel model, PlacedModel placed, Classifier classifier)
            implements AutoCloseable {
        @Override
        public void close() {
            model.close();
        }
    }
}
