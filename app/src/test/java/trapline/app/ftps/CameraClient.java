package trapline.app.ftps;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;

/** A camera that uploads; it believes every certificate, as most cameras do. */
final class CameraClient extends FTPSClient {

    private final SSLContext tls;
    private Socket data;

    private CameraClient(boolean implicit, SSLContext tls) {
        super(implicit, tls);
        this.tls = tls;
        setControlEncoding(StandardCharsets.UTF_8);
        setConnectTimeout(10_000);
        setDefaultTimeout(30_000);
    }

    static CameraClient connected(FtpsServer server, boolean implicit) throws IOException {
        var client = new CameraClient(implicit, trusting());
        client.connect("127.0.0.1", implicit ? server.implicitPort() : server.explicitPort());
        return client;
    }

    /** Logged in and ready to upload. */
    static CameraClient ready(FtpsServer server, String user, String password) throws IOException {
        return ready(connected(server, false), user, password);
    }

    static CameraClient ready(CameraClient client, String user, String password)
            throws IOException {
        if (!client.login(user, password)) {
            throw new IOException(client.getReplyString());
        }
        client.execPBSZ(0);
        client.execPROT("P");
        // Data sockets are made plain and wrapped below, so that they can be cut.
        client.setSocketFactory(null);
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        return client;
    }

    boolean upload(String name, String content) throws IOException {
        return storeFile(
                name, new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The network goes away in the middle of an upload. */
    void cut() throws IOException {
        data.setSoLinger(true, 0);
        data.close();
    }

    @Override
    protected Socket _openDataConnection_(String command, String argument) throws IOException {
        data = super._openDataConnection_(command, argument);
        if (data == null || data instanceof SSLSocket) {
            return data;
        }
        var secure =
                (SSLSocket)
                        tls.getSocketFactory()
                                .createSocket(data, "127.0.0.1", data.getPort(), true);
        secure.startHandshake();
        return secure;
    }

    static SSLContext trusting() throws IOException {
        try {
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {TrustManagerUtils.getAcceptAllTrustManager()}, null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
