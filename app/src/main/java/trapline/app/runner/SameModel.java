package trapline.app.runner;

import java.time.Duration;
import java.util.Optional;
import trapline.classification.Classifier;
import trapline.stage.RetryLater;

/** What one capture's parts are asked about must be said by one model, whoever is asked. */
public final class SameModel {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private SameModel() {}

    /**
     * @param first that answered; empty: nobody has yet
     * @throws RetryLater if the next one is another
     */
    public static void require(Optional<Classifier.Model> first, Classifier.Model next) {
        if (first.filter(model -> !model.equals(next)).isPresent()) {
            throw new RetryLater(
                    "The model was changed while the capture was looked at. It begins anew.",
                    AGAIN);
        }
    }
}
