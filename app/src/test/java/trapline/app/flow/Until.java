package trapline.app.flow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for a condition. */
final class Until {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MILLIS = 100;

    private Until() {}

    /**
     * @param what is waited for, for the message when it does not come
     */
    static void holds(String what, Supplier<Boolean> condition) {
        holds(what, LONGEST, condition);
    }

    static void holds(String what, Duration longest, Supplier<Boolean> condition) {
        var end = System.nanoTime() + longest.toNanos();
        while (!condition.get()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within %s: %s".formatted(longest, what));
            }
            pause();
        }
    }

    private static void pause() {
        CompletableFuture.runAsync(
                        () -> {},
                        CompletableFuture.delayedExecutor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS))
                .join();
    }
}
