package trapline.runner.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends the reading of a stream that gives nothing for too long. */
final class Stall implements Closeable {
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        var thread = new Thread(work, "fetch-stall");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Duration longest;

    Stall(Duration longest) {
        this.longest = longest;
    }

    /**
     * Reads once.
     *
     * @throws IOException if nothing comes in time, too
     */
    int read(InputStream in, byte[] buffer) throws IOException {
        var late = new AtomicBoolean();
        ScheduledFuture<?> alarm =
                clock.schedule(
                        () -> {
                            late.set(true);
                            closeQuietly(in);
                        },
                        longest.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw late.get()
                    ? new IOException(
                            "nothing came for %d seconds".formatted(longest.toSeconds()), e)
                    : e;
        } finally {
            alarm.cancel(false);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // The stream is given up all the same, and whoever reads from it is told.
        }
    }
}
