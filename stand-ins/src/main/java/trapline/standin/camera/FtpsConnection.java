package trapline.standin.camera;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/**
 * One FTP connection with explicit TLS, passive and binary. It wraps the data connection in TLS
 * itself, so that it can break the connection beneath: closing the outer one would first tell the
 * server, in good order, that the file ends here.
 */
final class FtpsConnection extends FTPSClient {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private final SSLContext context;
    private boolean isProtected;
    private volatile Optional<Socket> data = Optional.empty();

    private FtpsConnection(SSLContext context) {
        super(false, context);
        this.context = context;
    }

    /**
     * Connects, logs in and goes to the account's folder, which is made where it is missing.
     *
     * @throws UploadRefused if the server said no
     * @throws IOException if it cannot be reached, or shows a certificate that is not trusted
     */
    static FtpsConnection open(CameraAccount account, SSLContext context) throws IOException {
        var connection = new FtpsConnection(context);
        connection.setConnectTimeout((int) LONGEST_CONNECT.toMillis());
        connection.setDefaultTimeout((int) LONGEST_ANSWER.toMillis());
        connection.setDataTimeout(LONGEST_ANSWER);
        connection.setControlEncoding(StandardCharsets.UTF_8.name());
        try {
            connection.connect(account);
            connection.setSoTimeout((int) LONGEST_ANSWER.toMillis());
            connection.must(FTPReply.isPositiveCompletion(connection.getReplyCode()));
            connection.must(connection.login(account.username(), account.password()));
            connection.execPBSZ(0);
            connection.execPROT("P");
            connection.must(connection.setFileType(FTP.BINARY_FILE_TYPE));
            connection.enterLocalPassiveMode();
            connection.enter(account.folder());
            return connection;
        } catch (IOException e) {
            connection.drop();
            throw e;
        }
    }

    private void connect(CameraAccount account) throws IOException {
        try {
            connect(account.host(), account.port());
        } catch (ConnectException
                | NoRouteToHostException
                | SocketTimeoutException
                | UnknownHostException e) {
            throw new IOException(
                    "The server %s:%d cannot be reached (%s)."
                            .formatted(account.host(), account.port(), e.getMessage()),
                    e);
        }
    }

    /** Uploads one whole file. */
    void store(String name, byte[] content) throws IOException {
        try (var out = begin(name)) {
            out.write(content);
        }
        data = Optional.empty();
        must(completePendingCommand());
    }

    /** Uploads the first bytes of a file and breaks the connection, as when the signal is lost. */
    void storeCut(String name, byte[] content, int bytes) throws IOException {
        var out = begin(name);
        out.write(content, 0, bytes);
        out.flush();
        drop();
    }

    /** Ends the connection without a word. Nothing to do when it has ended already. */
    void drop() throws IOException {
        try {
            if (data.isPresent()) {
                // With this, closing resets the connection: what is under way is lost.
                data.get().setSoLinger(true, 0);
                data.get().close();
            }
        } finally {
            data = Optional.empty();
            disconnect();
        }
    }

    @Override
    public void execPROT(String level) throws IOException {
        must(sendCommand("PROT", level) == FTPReply.COMMAND_OK);
        isProtected = level.equals("P");
    }

    @Override
    protected Socket _openDataConnection_(String command, String argument) throws IOException {
        var plain = super._openDataConnection_(command, argument);
        if (plain == null || !isProtected) {
            return plain;
        }
        data = Optional.of(plain);
        var factory = context.getSocketFactory();
        var tls = (SSLSocket) factory.createSocket(plain, getRemoteHost(), getRemotePort(), true);
        tls.startHandshake();
        return tls;
    }

    private OutputStream begin(String name) throws IOException {
        CameraAccount.checkLine("file name", name);
        var out = storeFileStream(name);
        must(out != null);
        return out;
    }

    private String getRemoteHost() {
        return getRemoteAddress().getHostAddress();
    }

    private void enter(String folder) throws IOException {
        for (var part : Arrays.stream(folder.split("/")).filter(p -> !p.isEmpty()).toList()) {
            if (!changeWorkingDirectory(part)) {
                // Another camera may have made it meanwhile, so only the second change counts.
                makeDirectory(part);
                must(changeWorkingDirectory(part));
            }
        }
    }

    private void must(boolean done) throws IOException {
        if (!done) {
            var words = getReplyStrings();
            var last = words.length == 0 ? "" : words[words.length - 1];
            var text = last.length() > 4 ? last.substring(4).strip() : "the server said no";
            throw new UploadRefused(getReplyCode(), text);
        }
    }
}
