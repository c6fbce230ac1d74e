package trapline.routes.ftps;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.commons.net.ftp.FTPFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.routes.folder.PictureEnd;
import trapline.routes.folder.UnfinishedNames;

/**
 * Watches one folder of one remote server: which files are whole and whose turn it is, how long to
 * leave the server alone after a failure, and what to tell about it. One for each route.
 */
public class RemoteFolder extends FetchPermit
        implements GenericFileFilter<FTPFile>, PollingConsumerPollStrategy, ExceptionHandler {
    static final long LARGEST_FILE = 500L << 20;
    private static final Logger log = LoggerFactory.getLogger(RemoteFolder.class);
    private static final Duration LONGEST_OUTAGE_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_INTAKE_PAUSE = Duration.ofSeconds(10);
    private static final Duration SIZE_PAUSE = Duration.ofMinutes(1);
    private static final Duration UNDELETABLE_PAUSE = Duration.ofMinutes(10);
    private static final int MOST_FILES = 100_000;
    private static final int MOST_COMPLAINTS = 1_000;

    /** With what camel-ftp adds while it fetches, the name must still fit a file system's 255. */
    private static final int LONGEST_NAME_BYTES = 240;

    /** What stands in a name for bytes that are no UTF-8: the server would not know it again. */
    private static final char NOT_UTF_8 = '\uFFFD';

    private final Clock clock;
    private final String source;
    private final Duration grace;
    private final int share;
    private final Optional<TakenFiles> stay;
    private final Observations observations;
    private final Map<String, Integer> turns = new HashMap<>();
    private final Set<String> complaints = new HashSet<>();
    private final Trouble server;
    private final Trouble intake;
    private boolean fetchFailed;

    /**
     * @param source named in log lines
     * @param quiet how long a file must not have changed; always at least two listings
     * @param grace how long a picture without its end waits to be sent again
     * @param share files of one subfolder taken in one round
     * @param stay what was taken already, where files stay on the server; empty where they are
     *     deleted or moved
     */
    public RemoteFolder(
            Clock clock,
            String source,
            Duration quiet,
            Duration grace,
            int share,
            Optional<TakenFiles> stay) {
        this.clock = clock;
        this.source = source;
        this.grace = grace;
        this.share = share;
        this.stay = stay;
        this.server = new Trouble(clock, LONGEST_OUTAGE_PAUSE);
        this.intake = new Trouble(clock, LONGEST_INTAKE_PAUSE);
        this.observations = new Observations(quiet, MOST_FILES);
    }

    @Override
    public synchronized boolean accept(GenericFile<FTPFile> file) {
        var name = file.getFileNameOnly();
        if (!isSafe(name)) {
            complain(name, "its name cannot be used here; rename it");
            return false;
        }
        if (file.isDirectory()) {
            return !name.startsWith(".");
        }
        if (UnfinishedNames.includes(name)) {
            return false;
        }
        if (file.getFileLength() > LARGEST_FILE) {
            complain(name, "it is larger than %d bytes".formatted(LARGEST_FILE));
            return false;
        }
        var path = file.getAbsoluteFilePath();
        if (stay.isPresent()
                && stay.get().contains(path, file.getFileLength(), file.getLastModified())) {
            return false;
        }
        var ready =
                observations.isReady(
                        path, file.getFileLength(), file.getLastModified(), clock.instant());
        var folder = file.getParent() == null ? "" : file.getParent();
        if (!ready || turns.getOrDefault(folder, 0) >= share) {
            return false;
        }
        turns.merge(folder, 1, Integer::sum);
        return true;
    }

    @Override
    synchronized boolean isOpen() {
        return !server.isPaused() && !intake.isPaused();
    }

    /**
     * Checks a file that was fetched.
     *
     * @throws NotWholeYet if bytes are missing; it is fetched again later
     */
    public synchronized void check(GenericFile<FTPFile> file) throws IOException {
        var local = ((File) file.getBody()).toPath();
        var path = file.getAbsoluteFilePath();
        var size = local.toFile().length();
        if (size != file.getFileLength()) {
            postpone(file, clock.instant().plus(SIZE_PAUSE));
            throw new NotWholeYet(
                    "%s: %d bytes were listed and %d came"
                            .formatted(path, file.getFileLength(), size));
        }
        var until = observations.since(path, clock.instant()).plus(grace);
        if (clock.instant().isBefore(until) && PictureEnd.isMissing(local)) {
            postpone(file, until);
            throw new NotWholeYet("%s: the picture has no end".formatted(path));
        }
    }

    /** A file was taken in. */
    public synchronized void taken(GenericFile<FTPFile> file) throws IOException {
        if (intake.over()) {
            log.info("Files of source {} are taken in again", source);
        }
        // A file that comes under the same name later is watched anew.
        observations.forget(file.getAbsoluteFilePath());
        if (stay.isPresent()) {
            stay.get()
                    .add(file.getAbsoluteFilePath(), file.getFileLength(), file.getLastModified());
        }
    }

    /** A file could not be taken in: it stays on the server, and is offered again. */
    public synchronized void failed(Exception failure) throws Exception {
        if (!(failure instanceof NotWholeYet)) {
            tell(
                    intake,
                    "Files of source {} cannot be taken in now; they stay on the server and are tried again. Cause: {}",
                    FtpsTrouble.explain(failure));
        }
        throw failure;
    }

    @Override
    public synchronized boolean begin(Consumer consumer, Endpoint endpoint) {
        turns.clear();
        fetchFailed = false;
        return isOpen();
    }

    @Override
    public synchronized void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        turns.clear();
        observations.listed();
        if (stay.isPresent()) {
            try {
                stay.get().listed();
            } catch (IOException e) {
                tell(
                        intake,
                        "What was taken from source {} could not be written down: {}",
                        e.toString());
            }
        }
        if (!fetchFailed && server.over()) {
            log.info("The server of source {} can be read again", source);
        }
    }

    @Override
    public synchronized boolean rollback(
            Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        observations.listingFailed();
        stay.ifPresent(TakenFiles::listingFailed);
        tell(
                server,
                "The server of source {} could not be read; it is tried again. {}",
                FtpsTrouble.explain(cause));
        return false;
    }

    @Override
    public void handleException(Throwable exception) {
        handleException("", null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    /** One file could not be fetched, or could not be deleted or moved when it had been taken. */
    @Override
    public synchronized void handleException(
            String message, Exchange exchange, Throwable exception) {
        if (message != null && message.startsWith("Error during commit") && exchange != null) {
            var file =
                    exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, GenericFile.class);
            postpone(file, clock.instant().plus(UNDELETABLE_PAUSE));
            complain(
                    file.getFileNameOnly(),
                    "it was taken in but could not be deleted or moved there; does the account have the right to? "
                            + FtpsTrouble.explain(exception));
            return;
        }
        fetchFailed = true;
        tell(
                server,
                "A file of source {} could not be fetched; it is tried again. {}",
                FtpsTrouble.explain(exception));
    }

    private void postpone(GenericFile<?> file, Instant until) {
        observations.postpone(
                file.getAbsoluteFilePath(), file.getFileLength(), file.getLastModified(), until);
    }

    private void tell(Trouble trouble, String sentence, String cause) {
        if (trouble.failed(cause)) {
            log.warn(sentence, source, cause);
        }
    }

    private void complain(String name, String reason) {
        if (complaints.size() < MOST_COMPLAINTS && complaints.add(name)) {
            log.warn(
                    "A file of source {} is left on the server: {}. File: {}",
                    source,
                    reason,
                    name.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    /** A server may send any name; it becomes part of a local one. */
    private static boolean isSafe(String name) {
        return !name.isEmpty()
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && name.chars().noneMatch(Character::isISOControl)
                && name.indexOf(NOT_UTF_8) < 0
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME_BYTES;
    }
}
