package trapline.stage;

import java.time.Duration;

/**
 * How much waits before one stage.
 *
 * @param waiting messages that are ready, leased or backing off
 * @param oldest age of the oldest of them
 */
public record StageDepth(String stage, String part, Lane lane, long waiting, Duration oldest) {}
