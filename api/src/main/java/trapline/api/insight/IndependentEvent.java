package trapline.api.insight;

import java.time.Instant;

/**
 * One species at one place without a long gap.
 *
 * @param camera which saw it first
 * @param captures on which it is
 * @param most of them on one picture, or on one frame of a clip
 */
record IndependentEvent(PlacedCamera camera, String name, Instant at, int captures, int most) {}
