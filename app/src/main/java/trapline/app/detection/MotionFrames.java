package trapline.app.detection;

import java.util.List;
import java.util.Optional;
import trapline.capture.Capture;
import trapline.detection.Backgrounds;
import trapline.detection.Detector.Found;
import trapline.runner.Background;
import trapline.runner.MotionDetector;
import trapline.runner.Picture;

/** Looks for movement between the frames of a clip, and against what the camera usually sees. */
class MotionFrames implements FrameDetector {
    private final MotionDetector motion;
    private final Backgrounds backgrounds;

    MotionFrames(MotionDetector motion, Backgrounds backgrounds) {
        this.motion = motion;
        this.backgrounds = backgrounds;
    }

    @Override
    public Eyes open(Capture clip) {
        return new Moving(clip);
    }

    private final class Moving implements Eyes {
        private final Capture clip;
        private Optional<Background> usual;

        Moving(Capture clip) {
            this.clip = clip;
            this.usual = backgrounds.find(clip.cameraId()).flatMap(Background::of);
        }

        @Override
        public String model() {
            return MotionDetector.NAME;
        }

        @Override
        public String modelVersion() {
            return MotionDetector.VERSION;
        }

        @Override
        public List<Found> look(Picture frame) {
            var seen = motion.detect(frame, usual);
            usual = Optional.of(seen.background());
            return ModelDetector.found(seen.found());
        }

        @Override
        public void close() {
            usual.ifPresent(now -> backgrounds.save(clip.cameraId(), now.toBytes()));
        }
    }
}
