package trapline.app.detection;

import trapline.capture.Capture;
import trapline.detection.Backgrounds;
import trapline.detection.Detector;
import trapline.runner.motion.Background;
import trapline.runner.motion.MotionDetector;

/** Looks for movement against what the camera usually sees, where no model is installed. */
class BuiltInMotionDetector implements Detector {
    private final MotionDetector motion;
    private final CameraMotions rules;
    private final Backgrounds backgrounds;
    private final DecodedPictures pictures;
    private final Renderings renderings;

    BuiltInMotionDetector(
            MotionDetector motion,
            CameraMotions rules,
            Backgrounds backgrounds,
            DecodedPictures pictures,
            Renderings renderings) {
        this.motion = motion;
        this.rules = rules;
        this.backgrounds = backgrounds;
        this.pictures = pictures;
        this.renderings = renderings;
    }

    /** A repeat compares with a background that has seen the picture once, which changes little. */
    @Override
    public Look look(Capture capture) {
        var picture = pictures.decode(capture);
        var before = backgrounds.find(capture.cameraId()).flatMap(Background::of);
        var seen = motion.detect(picture, before, rules.rules(capture.cameraId()));
        backgrounds.save(capture.cameraId(), seen.background().toBytes());
        var rendered = renderings.render(capture, picture);
        return new Look(
                MotionDetector.NAME,
                MotionDetector.VERSION,
                ModelDetector.found(seen.found()),
                picture.truncated(),
                rendered.thumbnailKey(),
                rendered.previewKey());
    }
}
