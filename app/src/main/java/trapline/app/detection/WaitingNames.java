package trapline.app.detection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import trapline.app.runner.RemoteModels;
import trapline.classification.Classifier;
import trapline.classification.LabelScores;
import trapline.detection.BoundingBox;

/**
 * The names that a runner gave when it had the picture decoded, for the classifier to take. In
 * memory only: where they are missing, because a restart came between, the runner is asked again.
 */
public class WaitingNames {
    /** A classifier that has not come by now died. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int MOST = 10_000;

    /** 32-bit numbers, 32 MB of them. */
    private static final int MOST_SCORES = 8_000_000;

    private final Clock clock;
    private final Map<UUID, Waiting> byCapture = new LinkedHashMap<>();
    private int scores;

    WaitingNames(Clock clock) {
        this.clock = clock;
    }

    /**
     * What one model said of all boxes of a capture.
     *
     * @param model empty: nothing was to be named, or there is none
     */
    public record Names(
            Optional<Classifier.Model> model, Map<BoundingBox, RemoteModels.Names> names) {
        public Names {
            names = Map.copyOf(names);
        }

        private int scores() {
            return names.values().stream()
                    .flatMap(one -> one.scores().stream())
                    .mapToInt(LabelScores::count)
                    .sum();
        }
    }

    private record Waiting(Names names, Instant since) {}

    /** Leaves what was said of a capture, if there is room. */
    synchronized void leave(UUID captureId, Names names) {
        forgetOld();
        remove(captureId);
        if (byCapture.size() < MOST && scores + names.scores() <= MOST_SCORES) {
            byCapture.put(captureId, new Waiting(names, clock.instant()));
            scores += names.scores();
        }
    }

    /** What waits for this capture, if something does; it is given once. */
    public synchronized Optional<Names> take(UUID captureId) {
        return remove(captureId);
    }

    private Optional<Names> remove(UUID captureId) {
        var names = Optional.ofNullable(byCapture.remove(captureId)).map(Waiting::names);
        names.ifPresent(one -> scores -= one.scores());
        return names;
    }

    private void forgetOld() {
        var limit = clock.instant().minus(LONGEST);
        var oldest = byCapture.values().iterator();
        while (oldest.hasNext()) {
            var next = oldest.next();
            if (next.since().isAfter(limit)) {
                return;
            }
            scores -= next.names().scores();
            oldest.remove();
        }
    }
}
