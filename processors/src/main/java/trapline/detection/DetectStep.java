package trapline.detection;

import java.util.Optional;
import trapline.capture.Capture;
import trapline.project.Identifiers;

/** Station <em>detect</em>: one {@link Capture} in, what was seen on it out. */
public class DetectStep {
    private final Detector detector;
    private final Identifiers identifiers;

    public DetectStep(Detector detector, Identifiers identifiers) {
        this.detector = detector;
        this.identifiers = identifiers;
    }

    /** Runs the model; called outside any transaction. */
    public Detected detect(Capture capture) {
        var look = detector.look(capture);
        var found =
                look.found().stream()
                        .map(
                                box ->
                                        new Detection(
                                                identifiers.next(),
                                                box.category(),
                                                box.sourceLabel(),
                                                box.confidence(),
                                                box.bbox(),
                                                box.frame()))
                        .toList();
        return new Detected(
                new Detections(capture, look.model(), look.modelVersion(), found),
                look.truncated(),
                look.thumbnailKey(),
                look.previewKey(),
                look.clip());
    }

    /** A look with ids, to be stored. */
    public record Detected(
            Detections detections,
            boolean truncated,
            String thumbnailKey,
            String previewKey,
            Optional<ClipLook> clip) {

        /** A look at a picture. */
        public Detected(
                Detections detections, boolean truncated, String thumbnailKey, String previewKey) {
            this(detections, truncated, thumbnailKey, previewKey, Optional.empty());
        }

        /** Whether the same model may have looked at the capture before. */
        public boolean isAgain() {
            var capture = detections.capture();
            return capture.state() != Capture.State.RECEIVED
                    || capture.origin() == Capture.Origin.REPROCESSED;
        }
    }
}
