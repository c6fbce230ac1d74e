package trapline.observation;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import trapline.classification.Classifications;
import trapline.detection.Detection;

/** Station <em>observe</em>: {@link Classifications} in, {@link Observations} out. */
public class ObserveStep {

    public Observations observe(Classifications classifications) {
        return new Observations(
                classifications.capture(),
                classifications.detections().found().stream()
                        .map(
                                detection ->
                                        new Observations.Sighted(
                                                detection.category(),
                                                detection.confidence(),
                                                classifications
                                                        .best(detection.detectionId())
                                                        .map(
                                                                best ->
                                                                        new Observations.Label(
                                                                                best.label(),
                                                                                best.confidence(),
                                                                                best.basis()
                                                                                        .source())),
                                                OptionalDouble.of(
                                                        detection.bbox().width()
                                                                * detection.bbox().height()),
                                                frame(detection)))
                        .toList());
    }

    private static OptionalInt frame(Detection detection) {
        return detection
                .frame()
                .map(frame -> OptionalInt.of(frame.number()))
                .orElse(OptionalInt.empty());
    }
}
