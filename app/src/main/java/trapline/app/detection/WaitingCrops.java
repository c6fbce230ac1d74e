package trapline.app.detection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import trapline.detection.BoundingBox;
import trapline.runner.Picture;

/**
 * The pieces of pictures that the classifier is going to ask for, cut when the detector had the
 * picture decoded. In memory only: where a piece is missing, because there was no room or a restart
 * came between, the picture is decoded again.
 */
public class WaitingCrops {
    /** A classifier that has not come by now died. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final long room;
    private final Clock clock;
    private final Map<UUID, Waiting> byCapture = new LinkedHashMap<>();
    private long used;

    /**
     * @param room bytes of pixels that wait, at most
     */
    WaitingCrops(long room, Clock clock) {
        this.room = room;
        this.clock = clock;
    }

    private record Waiting(Map<BoundingBox, Picture> crops, long bytes, Instant since) {}

    /** Leaves the crops of a capture, if there is room. Those that came first are kept. */
    synchronized void leave(UUID captureId, Map<BoundingBox, Picture> crops) {
        forgetOld();
        var bytes = crops.values().stream().mapToLong(crop -> crop.rgb().length).sum();
        if (used + bytes <= room && !byCapture.containsKey(captureId)) {
            byCapture.put(captureId, new Waiting(Map.copyOf(crops), bytes, clock.instant()));
            used += bytes;
        }
    }

    /** The crops that wait for this capture, if they do; they are given once. */
    public synchronized Optional<Map<BoundingBox, Picture>> take(UUID captureId) {
        var left = Optional.ofNullable(byCapture.remove(captureId));
        left.ifPresent(waiting -> used -= waiting.bytes());
        return left.map(Waiting::crops);
    }

    private void forgetOld() {
        var limit = clock.instant().minus(LONGEST);
        var oldest = byCapture.values().iterator();
        while (oldest.hasNext()) {
            var next = oldest.next();
            if (next.since().isAfter(limit)) {
                break;
            }
            used -= next.bytes();
            oldest.remove();
        }
    }
}
