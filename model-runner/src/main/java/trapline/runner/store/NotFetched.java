package trapline.runner.store;

import java.io.IOException;
import java.io.Serial;

/**
 * The file could not be fetched. What has arrived is kept, and another attempt goes on from there,
 * unless the message says that it was removed.
 */
public final class NotFetched extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    NotFetched(String message) {
        super(message);
    }

    NotFetched(String message, Throwable cause) {
        super(message, cause);
    }
}
