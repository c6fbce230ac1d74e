package trapline.api.rule;

import java.time.Instant;
import java.util.List;

/**
 * What a rule would have sent over the last days; nothing was sent.
 *
 * @param said in one sentence
 * @param held captures or checks on which the condition held
 * @param alerts that would have been raised
 * @param messages to all recipients together
 * @param complete false when there was more than can be tried at once; then it is the oldest
 * @param examples the newest alerts, oldest first, at most 50
 */
public record DryRunView(
        String said,
        Instant from,
        Instant until,
        int held,
        int alerts,
        int messages,
        boolean complete,
        List<Example> examples) {

    /** One alert that would have been. */
    public record Example(Instant at, String about, String place) {}
}
