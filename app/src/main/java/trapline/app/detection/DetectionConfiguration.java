package trapline.app.detection;

import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.app.InstallationSettings;
import trapline.app.capture.CaptureSettings;
import trapline.blob.BlobStore;
import trapline.camera.Cameras;
import trapline.capture.Captures;
import trapline.capture.OpenCapture;
import trapline.classification.OpenDetections;
import trapline.detection.Backgrounds;
import trapline.detection.DetectStep;
import trapline.detection.DetectionLog;
import trapline.detection.Detector;
import trapline.project.Identifiers;
import trapline.runner.DecodeBudget;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ObjectDetector;
import trapline.runner.PictureReader;
import trapline.runner.clip.ClipReader;
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
    ModelFolder modelFolder(InstallationSettings installation) {
        return new ModelFolder(installation.modelFolder());
    }

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

    /** Empty when no detector is installed. */
    @Bean
    InstalledDetector installedDetector(ModelFolder models, DetectionSettings settings) {
        return new InstalledDetector(
                models.find(ModelDescriptor.Task.DETECT, settings.model())
                        .map(found -> new ObjectDetector(found, settings.workers())));
    }

    @Bean
    Detector detector(
            InstalledDetector installed,
            InstallationSettings installation,
            DetectionSettings settings,
            Backgrounds backgrounds,
            CameraMotions motions,
            DecodedPictures pictures,
            WaitingCrops crops,
            ClipReader clips,
            BlobStore blobs,
            Renderings renderings) {
        var model = installed.model();
        if (model.isPresent()) {
            log.info(
                    "Pictures are looked at with the model {} {}",
                    model.get().descriptor().name(),
                    model.get().descriptor().version());
            return new ClipDetector(
                    new ModelDetector(model.get(), pictures, renderings, crops),
                    new ModelFrames(model.get()),
                    clips,
                    blobs,
                    renderings);
        }
        log.warn(
                "No detection model is installed in {}. The built-in motion detector is used: it sees"
                        + " that something moved, and names nothing",
                installation.modelFolder());
        var motion = new MotionDetector();
        return new ClipDetector(
                new BuiltInMotionDetector(motion, motions, backgrounds, pictures, renderings),
                new MotionFrames(motion, motions, backgrounds),
                clips,
                blobs,
                renderings);
    }

    @Bean
    DetectStep detectStep(Detector detector, Identifiers identifiers) {
        return new DetectStep(detector, identifiers);
    }

    @Bean
    DetectionLog detectionLog(
            JdbcClient jdbc, Captures captures, Identifiers identifiers, Clock clock) {
        return new DetectionLog(jdbc, captures, identifiers, clock);
    }

    @Bean
    OpenDetections openDetections(OpenCapture openCapture, DetectionLog detectionLog) {
        return new OpenDetections(openCapture, detectionLog);
    }

    /** The model that this process has loaded; it frees its memory at the end. */
    record InstalledDetector(Optional<ObjectDetector> model) implements AutoCloseable {
        @Override
        public void close() {
            model.ifPresent(ObjectDetector::close);
        }
    }
}
