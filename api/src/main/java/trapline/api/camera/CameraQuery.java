package trapline.api.camera;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import java.util.UUID;
import trapline.api.page.Cursor;
import trapline.api.page.Page;
import trapline.camera.Camera;

/** Which cameras are wanted. What is absent does not matter. */
record CameraQuery(
        @Parameter(description = "Of this project") UUID project,
        @Parameter(description = "pending, approved or retired") Camera.State state,
        @Parameter(description = "The 'next' of the page before") String cursor,
        @Parameter(description = "How many at most, 1 to 200; else 50") @Min(1) @Max(Page.MOST)
                Integer limit) {

    Optional<Cursor> maybeCursor() {
        return Optional.ofNullable(cursor).map(text -> Cursor.parse(Cursor.Kind.CAMERAS, text));
    }

    int size() {
        return limit == null ? Page.USUAL : limit;
    }
}
