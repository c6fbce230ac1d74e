package trapline.app.classification;

import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.app.detection.DecodedPictures;
import trapline.app.detection.WaitingCrops;
import trapline.capture.Captures;
import trapline.classification.ClassificationLog;
import trapline.classification.Classifier;
import trapline.classification.ClassifyStep;
import trapline.classification.OpenClassifications;
import trapline.classification.OpenDetections;
import trapline.runner.CropClassifier;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.taxonomy.Namer;
import trapline.runner.taxonomy.Naming;

/** Classification: the model that is installed, if there is one. */
@Configuration
@EnableConfigurationProperties(ClassificationSettings.class)
class ClassificationConfiguration {
    private static final Logger log = LoggerFactory.getLogger(ClassificationConfiguration.class);

    @Bean
    InstalledClassifier installedClassifier(ModelFolder models, ClassificationSettings settings) {
        var found = models.find(ModelDescriptor.Task.CLASSIFY, settings.model());
        var model = found.map(installed -> new CropClassifier(installed, settings.workers()));
        var namer =
                found.flatMap(
                        installed ->
                                Naming.of(
                                        installed,
                                        model.orElseThrow(),
                                        settings.place(),
                                        settings.only()));
        namer.map(Namer::unknownNames)
                .filter(names -> !names.isEmpty())
                .ifPresent(
                        names ->
                                log.warn(
                                        "The list of what occurs names {}, which the model does not know",
                                        names));
        return new InstalledClassifier(model, namer);
    }

    @Bean
    Classifier classifier(
            InstalledClassifier installed, DecodedPictures pictures, WaitingCrops crops) {
        if (installed.model().isPresent()) {
            var model = installed.model().get();
            log.info(
                    "Animals are named with the model {} {}",
                    model.descriptor().name(),
                    model.descriptor().version());
            return new ModelClassifier(
                    model, new CropNames(model, installed.namer()), pictures, crops);
        }
        log.warn("No classification model is installed: no species are named");
        return new NoClassifier();
    }

    @Bean
    ClassifyStep classifyStep(Classifier classifier, ClassificationSettings settings) {
        return new ClassifyStep(classifier, settings.minConfidence());
    }

    @Bean
    ClassificationLog classificationLog(JdbcClient jdbc, Captures captures, Clock clock) {
        return new ClassificationLog(jdbc, captures, clock);
    }

    @Bean
    OpenClassifications openClassifications(OpenDetections detections, ClassificationLog log) {
        return new OpenClassifications(detections, log);
    }

    /** The model that this process has loaded; it frees its memory at the end. */
    record InstalledClassifier(Optional<CropClassifier> model, Optional<Namer> namer)
            implements AutoCloseable {
        @Override
        public void close() {
            model.ifPresent(CropClassifier::close);
        }
    }
}
