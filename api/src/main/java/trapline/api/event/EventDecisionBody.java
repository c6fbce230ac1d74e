package trapline.api.event;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import java.util.OptionalInt;

/** What goes with a decision about an event. */
record EventDecisionBody(
        @Schema(
                        description =
                                "The version that was looked at. If somebody has changed the event"
                                        + " since, nothing happens (409). Absent: whatever it is.")
                @Min(1)
                Integer version) {

    static OptionalInt lookedAt(EventDecisionBody body) {
        return body == null || body.version() == null
                ? OptionalInt.empty()
                : OptionalInt.of(body.version());
    }
}
