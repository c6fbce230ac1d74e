package trapline.app.detection;

import java.util.List;
import java.util.Optional;
import trapline.capture.Capture;
import trapline.detection.Backgrounds;
import trapline.detection.Detector.Found;
import trapline.runner.Picture;
import trapline.runner.motion.Background;
import trapline.runner.motion.MotionDetector;
import trapline.runner.motion.MotionRules;

/** Looks for movement between the frames of a clip, and against what the camera usually sees. */
class MotionFrames implements FrameDetector {
    private final MotionDetector motion;
    private final CameraMotions rules;
    private final Backgrounds backgrounds;

    MotionFrames(MotionDetector motion, CameraMotions rules, Backgrounds backgrounds) {
        this.motion = motion;
        this.rules = rules;
        this.backgrounds = backgrounds;
    }

    @Override
    public Eyes open(Capture clip) {
        return new Moving(clip);
    }

    private final class Moving implements Eyes {
        private final Capture clip;
        private final MotionRules watched;
        private Optional<Background> usual;

        Moving(Capture clip) {
            this.clip = clip;
            this.watched = rules.rules(clip.cameraId());
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
            var seen = motion.detect(frame, usual, watched);
            usual = Optional.of(seen.background());
            return ModelDetector.found(seen.found());
        }

        @Override
        public void close() {
            usual.ifPresent(now -> backgrounds.save(clip.cameraId(), now.toBytes()));
        }
    }
}
