package trapline.api.alert;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import trapline.api.page.Cursor;
import trapline.api.page.Page;
import trapline.delivery.Delivery;

/** Which deliveries are wanted. What is absent does not matter. */
record DeliveryQuery(
        @Parameter(description = "Of this project") UUID project,
        @Parameter(description = "due, accepted or failed") Delivery.State state,
        @Parameter(description = "On this channel") @Size(max = 200) String channel,
        @Parameter(description = "The 'next' of the page before") String cursor,
        @Parameter(description = "How many at most, 1 to 200; else 50") @Min(1) @Max(Page.MOST)
                Integer limit) {

    Optional<Cursor> maybeCursor() {
        return Optional.ofNullable(cursor).map(text -> Cursor.parse(Cursor.Kind.DELIVERIES, text));
    }

    int size() {
        return limit == null ? Page.USUAL : limit;
    }
}
