package trapline.api.stage;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import trapline.api.page.Cursor;
import trapline.api.page.Page;

/** Which failed jobs are wanted. What is absent does not matter. */
record FailedJobQuery(
        @Parameter(description = "Of this project") UUID project,
        @Parameter(description = "That failed in this stage") @Size(max = 100) String stage,
        @Parameter(description = "The 'next' of the page before") String cursor,
        @Parameter(description = "How many at most, 1 to 200; else 50") @Min(1) @Max(Page.MOST)
                Integer limit) {

    Optional<Cursor> maybeCursor() {
        return Optional.ofNullable(cursor).map(text -> Cursor.parse(Cursor.Kind.FAILED_JOBS, text));
    }

    int size() {
        return limit == null ? Page.USUAL : limit;
    }
}
