package trapline.standin.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera that uploads over FTP with explicit TLS. It connects when it first needs to, and again
 * when the connection was lost. One camera is used by one thread at a time; {@link #close} may come
 * from any.
 */
public class SimulatedCamera implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SimulatedCamera.class);

    /** Sending has no time-out of its own: a server that stops reading would hold us for ever. */
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(3);

    private final CameraAccount account;
    private final SSLContext context;
    private volatile Optional<FtpsConnection> connection = Optional.empty();

    public SimulatedCamera(CameraAccount account) {
        this.account = account;
        this.context = CameraTrust.context(account.fingerprint());
    }

    /** See {@link #upload(byte[], String)}. */
    public void upload(Path file, String remoteName) throws IOException {
        upload(Files.readAllBytes(file), remoteName);
    }

    /**
     * Uploads a file under this name, written in place as cameras do. Calling it again sends it
     * again. After an error the next call connects anew.
     *
     * @throws UploadRefused if the server said no
     * @throws IOException if the connection failed; the server may have all, some or nothing of it
     */
    public void upload(byte[] content, String remoteName) throws IOException {
        within(open -> open.store(remoteName, content));
    }

    /**
     * Begins an upload and breaks the connection after so many bytes. Some of them may still be on
     * their way then, and are lost.
     *
     * @param bytes 0 to the length of the content
     */
    public void uploadCut(byte[] content, String remoteName, int bytes) throws IOException {
        within(open -> open.storeCut(remoteName, content, bytes));
        connection = Optional.empty();
    }

    /** Hangs up, without a word, and connects again. */
    public void reconnect() throws IOException {
        close();
        connected();
    }

    public boolean isConnected() {
        return connection.filter(FtpsConnection::isConnected).isPresent();
    }

    /** Hangs up. The camera can be used again. */
    @Override
    public void close() {
        var open = connection;
        connection = Optional.empty();
        open.ifPresent(SimulatedCamera::drop);
    }

    private void within(Upload upload) throws IOException {
        var open = connected();
        var alarm =
                CompletableFuture.runAsync(
                        () -> drop(open),
                        CompletableFuture.delayedExecutor(
                                LONGEST_UPLOAD.toSeconds(), TimeUnit.SECONDS));
        try {
            upload.run(open);
        } catch (IOException e) {
            close();
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private FtpsConnection connected() throws IOException {
        var known = connection.filter(FtpsConnection::isConnected);
        var open = known.isPresent() ? known.get() : FtpsConnection.open(account, context);
        connection = Optional.of(open);
        return open;
    }

    private static void drop(FtpsConnection open) {
        try {
            open.drop();
        } catch (IOException e) {
            log.debug("The connection was broken already: {}", e.getMessage());
        }
    }

    private interface Upload {
        void run(FtpsConnection open) throws IOException;
    }
}
