package trapline.app.classification;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.app.InstallationSettings;
import trapline.app.detection.DecodedPictures;
import trapline.app.detection.SecondLook;
import trapline.app.detection.WaitingCrops;
import trapline.app.detection.WaitingNames;
import trapline.app.runner.NamingPlace;
import trapline.app.runner.RemoteModels;
import trapline.app.runner.RunnersSettings;
import trapline.classification.BurstLooks;
import trapline.classification.ClassificationLog;
import trapline.classification.Classifier;
import trapline.classification.ClassifyStep;
import trapline.classification.Lineages;
import trapline.classification.OpenClassifications;
import trapline.classification.StoreStep;
import trapline.detection.DetectionLog;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.Stopwatch;
import trapline.runner.live.ModelKeeper;
import trapline.runner.taxonomy.NamingModel;

/** Classification: the model that is installed, if there is one. */
@Configuration
@EnableConfigurationProperties(ClassificationSettings.class)
class ClassificationConfiguration {
    private static final Logger log = LoggerFactory.getLogger(ClassificationConfiguration.class);

    @Bean
    NamingPlace namingPlace(ClassificationSettings settings) {
        var place = settings.place();
        return new NamingPlace(place.country(), place.region(), settings.only());
    }

    @Bean
    BurstNaming burstNaming(JdbcClient jdbc, ClassificationSettings settings) {
        return new BurstNaming(new BurstLooks(jdbc, settings.burstGap()));
    }

    /** Loads nothing where runners on other machines name. */
    @Bean
    ModelKeeper<LiveClassifier.Loaded> classifiers(
            InstallationSettings installation,
            ClassificationSettings settings,
            RunnersSettings runners,
            DecodedPictures pictures,
            WaitingCrops crops,
            BurstNaming bursts,
            Lineages lineages,
            Clock clock) {
        var keeper =
                new ModelKeeper<>(
                        installation.modelFolder(),
                        ModelDescriptor.Task.CLASSIFY,
                        settings.model(),
                        found -> load(found, settings, bursts, pictures, crops, lineages),
                        clock);
        if (!runners.isUsed()) {
            keeper.start();
        }
        return keeper;
    }

    @Bean
    SecondLook secondLook(ModelKeeper<LiveClassifier.Loaded> models) {
        return picture ->
                models.use(loaded -> loaded.placed().lookAtWhole(picture, new Stopwatch()))
                        .flatMap(seen -> seen);
    }

    @Bean
    Classifier classifier(
            ModelKeeper<LiveClassifier.Loaded> models,
            RunnersSettings runners,
            RemoteModels remote,
            WaitingNames names,
            BurstNaming bursts) {
        if (runners.isUsed()) {
            return new RemoteClassifier(remote, names, bursts);
        }
        if (models.state().running().isEmpty()) {
            log.warn("No classification model is installed: no species are named");
        }
        return new LiveClassifier(models);
    }

    @Bean
    ClassifyStep classifyStep(Classifier classifier, ClassificationSettings settings) {
        return new ClassifyStep(classifier, settings.minConfidence());
    }

    @Bean
    Lineages lineages(JdbcClient jdbc) {
        return new Lineages(jdbc);
    }

    @Bean
    ClassificationLog classificationLog(JdbcClient jdbc, Clock clock) {
        return new ClassificationLog(jdbc, clock);
    }

    @Bean
    StoreStep storeStep(DetectionLog detectionLog, ClassificationLog log) {
        return new StoreStep(detectionLog, log);
    }

    @Bean
    OpenClassifications openClassifications(ClassificationLog log, StoreStep storeStep) {
        return new OpenClassifications(log, storeStep);
    }

    private static LiveClassifier.Loaded load(
            ModelFolder.Installed found,
            ClassificationSettings settings,
            BurstNaming bursts,
            DecodedPictures pictures,
            WaitingCrops crops,
            Lineages lineages) {
        var model = NamingModel.load(found, settings.execution());
        var placed = model.at(settings.place(), settings.only());
        var unknown = placed.rules().unknownNames();
        if (!unknown.isEmpty()) {
            log.warn("The list of what occurs names {}, which the model does not know", unknown);
        }
        lineages.learn(model.naming().lineages());
        return new LiveClassifier.Loaded(
                model, placed, new ModelClassifier(model, placed.rules(), bursts, pictures, crops));
    }
}
