package trapline.app.detection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import trapline.classification.Classifier;
import trapline.detection.BoundingBox;

/**
 * The names that a runner gave when it had the picture decoded, for the classifier to take. In
 * memory only: where they are missing, because a restart came between, the runner is asked again.
 */
public class WaitingNames {
    /** A classifier that has not come by now died. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<UUID, Waiting> byCapture = new LinkedHashMap<>();

    WaitingNames(Clock clock) {
        this.clock = clock;
    }

    /** What one model said of a capture's boxes. */
    public record Names(Classifier.Model model, Map<BoundingBox, List<Classifier.Label>> labels) {
        public Names {
            labels = Map.copyOf(labels);
        }
    }

    private record Waiting(Names names, Instant since) {}

    /** Leaves what was said of a capture, if there is room. */
    synchronized void leave(UUID captureId, Names names) {
        var limit = clock.instant().minus(LONGEST);
        byCapture.values().removeIf(waiting -> waiting.since().isBefore(limit));
        if (byCapture.size() < MOST) {
            byCapture.put(captureId, new Waiting(names, clock.instant()));
        }
    }

    /** What waits for this capture, if something does; it is given once. */
    public synchronized Optional<Names> take(UUID captureId) {
        return Optional.ofNullable(byCapture.remove(captureId)).map(Waiting::names);
    }
}
