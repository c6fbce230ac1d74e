package trapline.api.quarantine;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import trapline.api.page.Cursor;
import trapline.api.page.Page;
import trapline.capture.QuarantineReason;

/** Which files are wanted. What is absent does not matter. */
record QuarantineQuery(
        @Parameter(description = "Of this project") UUID project,
        @Parameter(description = "From this source") @Size(max = 200) String source,
        @Parameter(description = "Set aside for this reason, such as too-large")
                QuarantineReason reason,
        @Parameter(description = "waiting or reprocessed") State state,
        @Parameter(description = "The 'next' of the page before") String cursor,
        @Parameter(description = "How many at most, 1 to 200; else 50") @Min(1) @Max(Page.MOST)
                Integer limit) {

    /** Whether the file could be used in the end. */
    enum State {
        WAITING,
        REPROCESSED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Optional<Cursor> maybeCursor() {
        return Optional.ofNullable(cursor).map(text -> Cursor.parse(Cursor.Kind.QUARANTINE, text));
    }

    int size() {
        return limit == null ? Page.USUAL : limit;
    }
}
