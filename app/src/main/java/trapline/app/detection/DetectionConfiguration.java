package trapline.app.detection;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.app.InstallationSettings;
import trapline.app.capture.CaptureSettings;
import trapline.app.classification.ClassificationSettings;
import trapline.app.runner.RemoteModels;
import trapline.app.runner.RunnersSettings;
import trapline.blob.BlobStore;
import trapline.camera.Cameras;
import trapline.classification.OpenDetections;
import trapline.detection.Backgrounds;
import trapline.detection.DetectStep;
import trapline.detection.DetectionLog;
import trapline.detection.Detector;
import trapline.project.Identifiers;
import trapline.runner.DecodeBudget;
import trapline.runner.ModelDescriptor;
import trapline.runner.ObjectDetector;
import trapline.runner.PictureReader;
import trapline.runner.clip.ClipReader;
import trapline.runner.live.ModelKeeper;
import trapline.runner.motion.MotionDetector;
import trapline.runner.motion.MotionRules;

/** Detection: the model that is installed, or the built-in motion detector. */
@Configuration
@EnableConfigurationProperties(DetectionSettings.class)
class DetectionConfiguration {
    private static final Logger log = LoggerFactory.getLogger(DetectionConfiguration.class);

    /** Shares of the heap for pictures being decoded and for crops that wait. */
    private static final double DECODING_SHARE = 0.4;

    private static final double WAITING_SHARE = 0.15;

    @Bean
    DecodedPictures decodedPictures(BlobStore blobs, CaptureSettings capture) {
        var heap = Runtime.getRuntime().maxMemory();
        return new DecodedPictures(
                blobs,
                new PictureReader(capture.pixels()),
                new DecodeBudget((long) (heap * DECODING_SHARE)));
    }

    @Bean
    WaitingCrops waitingCrops(Clock clock) {
        return new WaitingCrops((long) (Runtime.getRuntime().maxMemory() * WAITING_SHARE), clock);
    }

    @Bean
    Backgrounds backgrounds(JdbcClient jdbc, Clock clock) {
        return new Backgrounds(jdbc, clock);
    }

    @Bean
    Renderings renderings(BlobStore blobs) {
        return new Renderings(blobs);
    }

    @Bean
    CameraMotions cameraMotions(Cameras cameras, DetectionSettings settings) {
        return new CameraMotions(cameras, MotionRules.of(settings.sensitivity()));
    }

    @Bean
    WaitingNames waitingNames(Clock clock) {
        return new WaitingNames(clock);
    }

    /** Loads nothing where runners on other machines look. */
    @Bean
    ModelKeeper<LiveDetector.Loaded> detectors(
            InstallationSettings installation,
            DetectionSettings settings,
            RunnersSettings runners,
            DecodedPictures pictures,
            Renderings renderings,
            WaitingCrops crops,
            SecondLook secondLook,
            ClassificationSettings classification,
            ClipReader clips,
            BlobStore blobs,
            Clock clock) {
        var keeper =
                new ModelKeeper<>(
                        installation.modelFolder(),
                        ModelDescriptor.Task.DETECT,
                        settings.model(),
                        found -> {
                            var model = new ObjectDetector(found, settings.execution());
                            return new LiveDetector.Loaded(
                                    model,
                                    new ClipDetector(
                                            new ModelDetector(
                                                    model,
                                                    pictures,
                                                    renderings,
                                                    crops,
                                                    secondLook,
                                                    classification.minConfidence()),
                                            new ModelFrames(model),
                                            clips,
                                            blobs,
                                            renderings));
                        },
                        clock);
        if (!runners.isUsed()) {
            keeper.start();
        }
        return keeper;
    }

    @Bean
    @Primary
    Detector detector(
            RunnersSettings runners,
            @Qualifier("remoteDetector") ObjectProvider<Detector> remote,
            @Qualifier("liveDetector") ObjectProvider<Detector> live) {
        return runners.isUsed() ? remote.getObject() : live.getObject();
    }

    @Bean
    @Lazy
    Detector remoteDetector(
            RemoteModels models,
            RunnersSettings runners,
            ClassificationSettings classification,
            WaitingNames names,
            ClipReader clips,
            BlobStore blobs,
            Renderings renderings) {
        log.info("Pictures are looked at by the model runners {}", runners.addresses());
        return new ClipDetector(
                new RemoteDetector(models, classification.minConfidence(), names, renderings),
                new RemoteFrames(models),
                clips,
                blobs,
                renderings);
    }

    @Bean
    @Lazy
    Detector liveDetector(
            ModelKeeper<LiveDetector.Loaded> models,
            InstallationSettings installation,
            Backgrounds backgrounds,
            CameraMotions motions,
            DecodedPictures pictures,
            ClipReader clips,
            BlobStore blobs,
            Renderings renderings) {
        if (models.state().running().isEmpty()) {
            log.warn(
                    "No detection model is installed in {}. The built-in motion detector is used: it"
                            + " sees that something moved, and names nothing",
                    installation.modelFolder());
        }
        var motion = new MotionDetector();
        return new LiveDetector(
                models,
                new ClipDetector(
                        new BuiltInMotionDetector(
                                motion, motions, backgrounds, pictures, renderings),
                        new MotionFrames(motion, motions, backgrounds),
                        clips,
                        blobs,
                        renderings));
    }

    @Bean
    DetectStep detectStep(Detector detector, Identifiers identifiers) {
        return new DetectStep(detector, identifiers);
    }

    @Bean
    DetectionLog detectionLog(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new DetectionLog(jdbc, identifiers, clock);
    }

    @Bean
    OpenDetections openDetections(DetectionLog detectionLog) {
        return new OpenDetections(detectionLog);
    }

    @Bean
    ModelWatch modelWatch(List<ModelKeeper<?>> keepers, RunnersSettings runners) {
        return new ModelWatch(runners.isUsed() ? List.of() : keepers);
    }
}
