package trapline.runner.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass between attempts. */
final class Waiting {
    private Waiting() {}

    static void atLeast(Duration time) throws InterruptedException {
        // Nobody counts it down: only the time, or an interruption, ends it.
        var nothing = new CountDownLatch(1);
        var ended = nothing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        if (ended) {
            throw new IllegalStateException("the latch cannot open");
        }
    }
}
