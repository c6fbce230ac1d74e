package trapline.event;

import java.time.Duration;

/**
 * Cameras so near to each other that what passes one soon passes the next share their events.
 *
 * @param metres cameras no further apart than this are neighbours; both need a position
 * @param within captures of neighbours no further apart than this belong together
 */
public record Neighbourhood(double metres, Duration within) {
    public Neighbourhood {
        if (!(metres > 0 && metres <= 100_000)) {
            throw new IllegalArgumentException("not 0 to 100 km: %s m".formatted(metres));
        }
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("neighbours need a time above zero");
        }
    }
}
