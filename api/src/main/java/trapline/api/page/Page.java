package trapline.api.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items newest first
 * @param next the cursor of the page behind it; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Page<T>(List<T> items, Optional<String> next) {
    /** How many items a page has at most. */
    public static final int MOST = 200;

    /** How many items a page has when nobody says how many. */
    public static final int USUAL = 50;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of what was found.
     *
     * @param found up to one more than {@code limit}: the one too many says that there is a next
     *     page
     * @param cursor where an item stands in the list
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        var items = found.subList(0, limit);
        return new Page<>(items, Optional.of(cursor.apply(items.get(limit - 1)).text()));
    }
}
