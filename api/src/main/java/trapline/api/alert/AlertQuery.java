package trapline.api.alert;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import trapline.api.page.Cursor;
import trapline.api.page.Page;

/** Which alerts are wanted. What is absent does not matter. */
record AlertQuery(
        @Parameter(description = "Of this project") UUID project,
        @Parameter(description = "Of this camera") UUID camera,
        @Parameter(description = "Of this rule") @Size(max = 200) String rule,
        @Parameter(description = "Raised at or after this time") Instant from,
        @Parameter(description = "Raised before this time") Instant to,
        @Parameter(description = "The 'next' of the page before") String cursor,
        @Parameter(description = "How many at most, 1 to 200; else 50") @Min(1) @Max(Page.MOST)
                Integer limit) {

    Optional<Cursor> maybeCursor() {
        return Optional.ofNullable(cursor).map(text -> Cursor.parse(Cursor.Kind.ALERTS, text));
    }

    int size() {
        return limit == null ? Page.USUAL : limit;
    }
}
