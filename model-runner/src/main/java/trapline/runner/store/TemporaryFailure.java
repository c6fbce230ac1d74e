package trapline.runner.store;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** Nothing more came; another attempt may succeed. */
final class TemporaryFailure extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Duration after;

    /**
     * @param after how long the server wants to be left alone; zero: it did not say
     */
    TemporaryFailure(String message, Duration after) {
        super(message);
        this.after = after;
    }

    TemporaryFailure(IOException cause) {
        super(Optional.ofNullable(cause.getMessage()).orElse("the connection failed"), cause);
        this.after = Duration.ZERO;
    }

    Duration after() {
        return after;
    }
}
