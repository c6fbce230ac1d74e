package trapline.routes.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.stage.Backoff;
import trapline.stage.RootCause;

/**
 * Decides which files of a folder are taken in one round: those that are whole, at most so many of
 * each subfolder, so that a camera with a backlog does not hold up the others. After a failure it
 * waits a little longer each time.
 *
 * @param <T> what Camel calls the file
 */
public class ReadyFiles<T> implements GenericFileFilter<T>, PollingConsumerPollStrategy {
    private static final Logger log = LoggerFactory.getLogger(ReadyFiles.class);
    private static final Backoff PAUSES =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final Clock clock;
    private final Duration quiet;
    private final Duration grace;
    private final int share;
    private final Instant since;
    private final Map<String, Integer> taken = new HashMap<>();
    private int failures;
    private Instant pausedUntil = Instant.EPOCH;

    /**
     * @param quiet how long a file must not have changed
     * @param grace how long a picture without its end waits to be sent again; while nobody was
     *     there to take the rest, it could not be sent, so it counts from now on at the earliest
     * @param share files of one subfolder taken in one round
     */
    public ReadyFiles(Clock clock, Duration quiet, Duration grace, int share) {
        this.clock = clock;
        this.quiet = quiet;
        this.grace = grace;
        this.share = share;
        this.since = clock.instant();
    }

    @Override
    public boolean accept(GenericFile<T> file) {
        if (file.isDirectory()) {
            return !file.getFileNameOnly().startsWith(".");
        }
        if (UnfinishedNames.includes(file.getFileNameOnly())) {
            return false;
        }
        var now = clock.instant();
        var changed = Instant.ofEpochMilli(file.getLastModified());
        if (now.isBefore(changed.plus(quiet))) {
            return false;
        }
        var folder = file.getParent() == null ? "" : file.getParent();
        if (taken.getOrDefault(folder, 0) >= share) {
            return false;
        }
        var waitsFrom = changed.isAfter(since) ? changed : since;
        if (now.isBefore(waitsFrom.plus(grace)) && isCut(file)) {
            return false;
        }
        taken.merge(folder, 1, Integer::sum);
        return true;
    }

    /** The source's files could not be taken in: nothing is lost, they are offered again. */
    public void failed(Exception failure) throws Exception {
        failures++;
        pausedUntil = clock.instant().plus(PAUSES.waitAfter(failures));
        if (failures == 1) {
            log.error(
                    "Files cannot be taken in now; they stay where they are and are tried again. Cause: {}",
                    RootCause.of(failure));
        }
        throw failure;
    }

    /** A file was taken in. */
    public void taken() {
        if (failures > 0) {
            failures = 0;
            log.info("Files are taken in again");
        }
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        taken.clear();
        return !clock.instant().isBefore(pausedUntil);
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        taken.clear();
    }

    @Override
    public boolean rollback(
            Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        log.warn("The folder could not be looked into: {}", RootCause.of(cause));
        return false;
    }

    /** A JPEG without its end marker. */
    private boolean isCut(GenericFile<T> file) {
        var path = Path.of(file.getAbsoluteFilePath());
        try {
            return PictureEnd.isMissing(path);
        } catch (IOException e) {
            // It went away or cannot be read yet; the next round looks again.
            log.debug("Cannot look into {}", path, e);
            return true;
        }
    }
}
