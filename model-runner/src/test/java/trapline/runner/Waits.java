package trapline.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How tests wait: never without an end. The end is far beyond what a busy machine needs, so that
 * only what hangs gets there.
 */
public final class Waits {
    /** The longest that a test waits for one thing. */
    public static final Duration LONGEST = Duration.ofMinutes(2);

    private Waits() {}

    /**
     * @throws AssertionError if it does not happen
     */
    public static void until(String what, CountDownLatch happened) {
        try {
            if (!happened.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("not within %s: %s".formatted(LONGEST, what));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, e);
        }
    }

    /**
     * @throws AssertionError if there is no result, or work failed instead
     */
    public static <T> T get(Future<T> work) {
        try {
            return work.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a result", e);
        } catch (ExecutionException e) {
            throw new AssertionError("the work failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("no result within " + LONGEST, e);
        }
    }

    /** Kills a program that is not done in time, so that who reads what it says reads to an end. */
    public static Process atMost(Process program) {
        Executor end = CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        end.execute(program::destroyForcibly);
        return program;
    }

    /**
     * Waits for the end of a program.
     *
     * @param program with its errors in its output
     * @throws AssertionError with what it said, if it failed or was not done in time
     */
    public static void success(Process program) throws IOException {
        var said =
                new String(atMost(program).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (get(program.onExit()).exitValue() != 0) {
            throw new AssertionError("a program failed or was not done in time: " + said);
        }
    }
}
