package trapline.routes.ftps;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a condition that something else brings about. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Eventually() {}

    public static void holds(String condition, Callable<Boolean> holds)
            throws InterruptedException, ExecutionException {
        var done = new CompletableFuture<Void>();
        var watch = Executors.newSingleThreadScheduledExecutor();
        var watching =
                watch.scheduleWithFixedDelay(
                        () -> {
                            try {
                                if (holds.call()) {
                                    done.complete(null);
                                }
                            } catch (Exception e) {
                                done.completeExceptionally(e);
                            }
                        },
                        0,
                        20,
                        TimeUnit.MILLISECONDS);
        try {
            done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not in time: " + condition, e);
        } finally {
            watching.cancel(true);
            watch.shutdownNow();
        }
    }
}
