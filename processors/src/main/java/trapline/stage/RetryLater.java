package trapline.stage;

import java.time.Duration;

/**
 * The work is not done and should be tried again after a while. It is no failure and is never given
 * up by the stage: who throws it keeps count.
 */
public class RetryLater extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    public RetryLater(String reason, Duration wait) {
        super(reason);
        this.wait = wait;
    }

    /** How long to wait before the next try. */
    public Duration waitBefore() {
        return wait;
    }
}
