package trapline.runner.service;

import java.time.Clock;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import trapline.runner.ModelDescriptor;
import trapline.runner.ObjectDetector;
import trapline.runner.live.ModelKeeper;
import trapline.runner.taxonomy.NamingModel;

/** The models in use, and the look-out for changed ones. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(RunnerSettings.class)
class ModelsConfiguration {
    private static final Logger log = LoggerFactory.getLogger(ModelsConfiguration.class);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ModelKeeper<ObjectDetector> detectors(RunnerSettings settings, Clock clock) {
        log.info(
                "Set up for {}: {}",
                settings.mode().name().toLowerCase(Locale.ROOT),
                settings.execution().words());
        var keeper =
                new ModelKeeper<>(
                        settings.models(),
                        ModelDescriptor.Task.DETECT,
                        settings.detector(),
                        found -> new ObjectDetector(found, settings.execution()),
                        clock);
        keeper.start();
        sayIfNone(keeper, "detection", settings);
        return keeper;
    }

    @Bean
    ModelKeeper<NamingModel> classifiers(RunnerSettings settings, Clock clock) {
        var keeper =
                new ModelKeeper<>(
                        settings.models(),
                        ModelDescriptor.Task.CLASSIFY,
                        settings.classifier(),
                        found -> NamingModel.load(found, settings.execution()),
                        clock);
        keeper.start();
        sayIfNone(keeper, "classification", settings);
        return keeper;
    }

    @Bean
    SchedulingConfigurer watch(
            ModelKeeper<ObjectDetector> detectors,
            ModelKeeper<NamingModel> classifiers,
            RunnerSettings settings) {
        return tasks ->
                tasks.addFixedDelayTask(
                        () -> {
                            detectors.look();
                            classifiers.look();
                        },
                        settings.watch());
    }

    @Bean
    ModelsView modelsView(
            RunnerSettings settings,
            ModelKeeper<ObjectDetector> detectors,
            ModelKeeper<NamingModel> classifiers) {
        return new ModelsView(settings.models(), settings.mode(), detectors, classifiers);
    }

    @Bean
    ModelsHealth modelsHealth(
            ModelKeeper<ObjectDetector> detectors, ModelKeeper<NamingModel> classifiers) {
        return new ModelsHealth(detectors, classifiers);
    }

    private static void sayIfNone(ModelKeeper<?> keeper, String task, RunnerSettings settings) {
        if (keeper.state().running().isEmpty()) {
            log.warn(
                    "No model for {} is installed in {}. One that is put there is taken up",
                    task,
                    settings.models());
        }
    }
}
