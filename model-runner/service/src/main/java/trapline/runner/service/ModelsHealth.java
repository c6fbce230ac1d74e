package trapline.runner.service;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import trapline.runner.live.ModelKeeper;

/** Up as soon as there is a model; without one the service can do nothing for anybody. */
final class ModelsHealth implements HealthIndicator {
    private final ModelKeeper<?> detectors;
    private final ModelKeeper<?> classifiers;

    ModelsHealth(ModelKeeper<?> detectors, ModelKeeper<?> classifiers) {
        this.detectors = detectors;
        this.classifiers = classifiers;
    }

    @Override
    public Health health() {
        var loaded =
                detectors.state().running().isPresent()
                        || classifiers.state().running().isPresent();
        return loaded ? Health.up().build() : Health.outOfService().build();
    }
}
