package trapline.routes.ftps;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.project.OwnAddresses;

/**
 * An FTPS client whose data connections continue the control connection's TLS session. Where
 * commons-net takes a refusal for an empty answer, it fails; and after any failure in the middle of
 * a transfer it hangs up, because a late reply would be taken for the answer to the next command.
 */
final class SessionReusingClient extends FTPSClient {
    private static final Logger log = LoggerFactory.getLogger(SessionReusingClient.class);
    private static final int NOTHING_THERE = 450;

    /** Whoever may write down a source could make the server talk there. */
    static final String OWN_USE =
            "The host's name leads to an address that is for a machine's own use.";

    private final SSLContext tls;
    private final boolean pinned;
    private final String root;
    private final long largestFile;
    private ListingTimes times = new ListingTimes();
    private String home;
    private boolean dataProtected;

    /**
     * @param pinned whether the context believes one certificate only, so that names do not matter
     * @param root the folder that must be there
     * @param largestFile bytes of a file after which fetching it is given up
     */
    SessionReusingClient(
            boolean implicit, SSLContext tls, boolean pinned, String root, long largestFile) {
        super(implicit, tls);
        this.tls = tls;
        this.pinned = pinned;
        this.root = root;
        this.largestFile = largestFile;
        setEndpointCheckingEnabled(!pinned);
        // RFC 2640. Asking first (FEAT) does not work: some servers answer only after the login.
        setControlEncoding(StandardCharsets.UTF_8);
    }

    @Override
    protected void _connectAction_() throws IOException {
        times = new ListingTimes();
        home = null;
        dataProtected = false;
        if (OwnAddresses.holds(getRemoteAddress())) {
            _socket_.close();
            throw new FTPConnectionClosedException(OWN_USE);
        }
        super._connectAction_();
    }

    @Override
    public void execPBSZ(long size) throws IOException {
        try {
            super.execPBSZ(size);
        } catch (IOException e) {
            throw hungUp(e);
        }
    }

    @Override
    public void execPROT(String level) throws IOException {
        if (!"P".equals(level)) {
            throw new SSLException("Only protected data connections are used");
        }
        if (sendCommand("PROT", "P") != FTPReply.COMMAND_OK) {
            throw hungUp(new SSLException("The server refused PROT P: " + reply()));
        }
        // Data sockets are made plain, and wrapped below.
        setSocketFactory(null);
        setServerSocketFactory(null);
        dataProtected = true;
    }

    @Override
    protected Socket _openDataConnection_(String command, String argument) throws IOException {
        if (!dataProtected || !(_socket_ instanceof SSLSocket control)) {
            throw new SSLException("The data connection is not protected");
        }
        var plain = super._openDataConnection_(command, argument);
        if (plain == null) {
            return null;
        }
        try {
            var session = control.getSession();
            var data =
                    (SSLSocket)
                            tls.getSocketFactory()
                                    .createSocket(
                                            new PortMaskingSocket(plain, session.getPeerPort()),
                                            session.getPeerHost(),
                                            session.getPeerPort(),
                                            true);
            data.setUseClientMode(true);
            // Java continues a session only on a connection that may use the same signatures, and
            // those follow from the protocols.
            data.setEnabledProtocols(control.getEnabledProtocols());
            if (!pinned) {
                var parameters = data.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                data.setSSLParameters(parameters);
            }
            data.startHandshake();
            return data;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /**
     * Lists a folder from within, because servers take characters such as {@code [} and {@code -}
     * in a listing's argument for patterns and options.
     */
    @Override
    public FTPFile[] listFiles(String folder) throws IOException {
        try {
            if (home == null) {
                home = printWorkingDirectory();
            }
            if (!changeWorkingDirectory(folder)) {
                return missing(folder);
            }
            var files = super.listFiles((String) null);
            if (!FTPReply.isPositiveCompletion(getReplyCode()) && !saysNothingThere()) {
                throw new IOException(
                        "The folder %s could not be listed: %s".formatted(folder, reply()));
            }
            times.correct(files, this::modified);
            if (home != null && !changeWorkingDirectory(home)) {
                throw new IOException(
                        "The folder %s could not be left: %s".formatted(folder, reply()));
            }
            return files;
        } catch (IOException e) {
            throw hungUp(e);
        }
    }

    @Override
    public boolean retrieveFile(String name, OutputStream local) throws IOException {
        boolean done;
        try {
            done = super.retrieveFile(name, new LimitedStream(local, largestFile));
        } catch (IOException e) {
            throw hungUp(e);
        }
        if (!done) {
            throw new IOException("%s could not be fetched: %s".formatted(name, reply()));
        }
        return true;
    }

    /** A folder of a camera may have gone since its parent was listed, or be closed to us. */
    private FTPFile[] missing(String folder) throws IOException {
        if (folder.equals(root)) {
            throw new IOException("The folder %s cannot be opened: %s".formatted(folder, reply()));
        }
        log.warn("The folder {} cannot be opened and is passed over: {}", folder, reply());
        return new FTPFile[0];
    }

    /** Some servers call an empty folder an error. */
    private boolean saysNothingThere() {
        return getReplyCode() == NOTHING_THERE
                || (getReplyCode() == FTPReply.FILE_UNAVAILABLE
                        && reply().toLowerCase(Locale.ROOT).contains("no files"));
    }

    private Optional<Instant> modified(String name) throws IOException {
        return Optional.ofNullable(mdtmInstant(name));
    }

    private IOException hungUp(IOException failure) {
        try {
            disconnect();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** What the server said, in one line. */
    private String reply() {
        var reply = getReplyString();
        return reply == null ? "no answer" : reply.strip().replaceAll("\\p{Cntrl}+", " ");
    }

    /** Gives up on a file that turns out larger than is allowed. */
    private static final class LimitedStream extends OutputStream {
        private final OutputStream out;
        private final long limit;
        private long written;

        LimitedStream(OutputStream out, long limit) {
            this.out = out;
            this.limit = limit;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            written += length;
            if (written > limit) {
                throw new IOException("The file is larger than %d bytes".formatted(limit));
            }
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
