package trapline.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import trapline.event.EventHistory;

/**
 * One thing that happened to an event.
 *
 * @param number from 1, in the order in which it happened
 * @param what alerted, escalated, merged, acknowledged, closed, reopened, recovered, noted,
 *     severity or assigned
 * @param who a person, a key, or Trapline
 * @param how api, clock, or the channel through which it came
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record TrailEntry(
        int number, Instant at, String what, String who, String how, Optional<String> detail) {

    static TrailEntry of(EventHistory.Entry entry) {
        return new TrailEntry(
                entry.number(), entry.at(), entry.what(), entry.who(), entry.how(), entry.detail());
    }
}
