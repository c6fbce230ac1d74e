package trapline.api.export;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import trapline.stage.Repeated;

/**
 * Makes the exports that wait, one after the other. When the server stops, the one in the making
 * waits for the next start; when it is killed, until its lease has run out.
 */
class ExportWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ExportWorker.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Exports exports;
    private final ExportFiles files;
    private final ExportJob job;
    private ScheduledExecutorService thread;
    private volatile boolean running;

    ExportWorker(Exports exports, ExportFiles files, ExportJob job) {
        this.exports = exports;
        this.files = files;
        this.job = job;
    }

    /** Makes everything that waits now. */
    void work() {
        for (var next = exports.claim(ExportJob.LEASE);
                next.isPresent();
                next = running ? exports.claim(ExportJob.LEASE) : Optional.empty()) {
            make(next.get());
        }
    }

    private void make(ExportRow export) {
        try {
            job.make(export, () -> running);
            log.atInfo()
                    .addKeyValue("exportId", export.exportId())
                    .log("Export {} was made", export.format().id());
        } catch (ExportWriter.NothingToExport e) {
            fail(export, e.getMessage());
        } catch (IOException | RuntimeException | Error e) {
            // One that needs more memory than there is must not come back for ever.
            log.atError()
                    .addKeyValue("exportId", export.exportId())
                    .setCause(e)
                    .log("Export {} failed", export.format().id());
            fail(export, "Something went wrong inside. The server's log says what.");
        }
    }

    private void fail(ExportRow export, String reason) {
        exports.failed(export.exportId(), reason);
        files.delete(export.exportId());
    }

    private void tidy() {
        exports.expire().forEach(files::delete);
    }

    @Override
    public synchronized void start() {
        running = true;
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            var worker = new Thread(work, "exports");
                            worker.setDaemon(true);
                            return worker;
                        });
        var unusedLooks =
                thread.scheduleWithFixedDelay(
                        new Repeated("Making exports", this::work),
                        EVERY.toMillis(),
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
        var unusedTidying =
                thread.scheduleWithFixedDelay(
                        new Repeated("Tidying old exports away", this::tidy),
                        0,
                        TIDY_EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        running = false;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
