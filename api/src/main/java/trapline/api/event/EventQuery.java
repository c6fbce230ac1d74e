package trapline.api.event;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import trapline.api.page.Cursor;
import trapline.api.page.Page;

/** Which events are wanted. What is absent does not matter. */
record EventQuery(
        @Parameter(description = "Of this project") UUID project,
        @Parameter(description = "Of this camera") UUID camera,
        @Parameter(description = "Begun at or after this time") Instant from,
        @Parameter(description = "Begun before this time") Instant to,
        @Parameter(description = "open, acknowledged or closed") State state,
        @Parameter(description = "sighting, camera, absence, theft or system") Kind kind,
        @Parameter(description = "info, warning or critical") Gravity severity,
        @Parameter(description = "The 'next' of the page before") String cursor,
        @Parameter(description = "How many at most, 1 to 200; else 50") @Min(1) @Max(Page.MOST)
                Integer limit) {

    /** What somebody can look for; a merged event is part of another. */
    enum State {
        OPEN,
        ACKNOWLEDGED,
        CLOSED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where an event came from. */
    enum Kind {
        SIGHTING,
        CAMERA,
        ABSENCE,
        THEFT,
        SYSTEM;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much it matters. */
    enum Gravity {
        INFO,
        WARNING,
        CRITICAL;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Optional<Cursor> maybeCursor() {
        return Optional.ofNullable(cursor).map(text -> Cursor.parse(Cursor.Kind.EVENTS, text));
    }

    int size() {
        return limit == null ? Page.USUAL : limit;
    }
}
