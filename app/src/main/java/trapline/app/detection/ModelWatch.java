package trapline.app.detection;

import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import trapline.runner.live.ModelKeeper;

/** Looks every few seconds whether somebody has changed or added a model. */
class ModelWatch {
    private final List<ModelKeeper<?>> keepers;

    ModelWatch(List<ModelKeeper<?>> keepers) {
        this.keepers = List.copyOf(keepers);
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT5S")
    void look() {
        keepers.forEach(ModelKeeper::look);
    }
}
