package trapline.standin.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import trapline.standin.tls.SelfMadeCertificate;

/** A real FTP server with TLS, which notes the uploads that came to their end. */
final class TestFtpServer implements AutoCloseable {
    private static final int UPLOADED = 226;
    static final String PASSWORD = "a password";

    final SelfMadeCertificate certificate;
    final BlockingQueue<String> uploads = new LinkedBlockingQueue<>();
    final BlockingQueue<String> lost = new LinkedBlockingQueue<>();
    private final FtpServerFactory factory = new FtpServerFactory();
    private final Path folder;
    private final FtpServer server;

    TestFtpServer(Path folder, SelfMadeCertificate certificate) throws IOException, FtpException {
        this.folder = folder;
        this.certificate = certificate;
        Files.createDirectories(folder);
        var keys = Files.createTempFile(folder, "server", ".p12");
        certificate.write(keys, PASSWORD);
        var tls = new SslConfigurationFactory();
        tls.setKeystoreFile(keys.toFile());
        tls.setKeystoreType("PKCS12");
        tls.setKeystorePassword(PASSWORD);
        tls.setSslProtocol("TLSv1.2", "TLSv1.3");
        var data = new DataConnectionConfigurationFactory();
        data.setActiveEnabled(false);
        data.setSslConfiguration(tls.createSslConfiguration());
        var listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(0);
        listener.setSslConfiguration(tls.createSslConfiguration());
        listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        factory.addListener("default", listener.createListener());
        // The server empties this map when it stops.
        factory.setFtplets(new HashMap<>(Map.of("notes", new Notes())));
        server = factory.createServer();
        server.start();
        Files.delete(keys);
    }

    CameraAccount account(String username, String subfolder) throws FtpException, IOException {
        var user = new BaseUser();
        user.setName(username);
        user.setPassword(PASSWORD);
        user.setHomeDirectory(Files.createDirectories(home(username)).toString());
        user.setAuthorities(List.of(new WritePermission()));
        factory.getUserManager().save(user);
        var port = factory.getListener("default").getPort();
        return new CameraAccount("127.0.0.1", port, username, PASSWORD, subfolder);
    }

    /** All uploads that were not asked for yet, at least so many: they come after the answer. */
    List<String> uploads(int least) throws InterruptedException {
        var names = new ArrayList<String>();
        while (names.size() < least) {
            var next = uploads.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("only these were uploaded in time: " + names);
            }
            names.add(next);
        }
        uploads.drainTo(names);
        return names;
    }

    Path home(String username) {
        return folder.resolve(username);
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Notes extends DefaultFtplet {
        @Override
        public FtpletResult beforeCommand(FtpSession session, FtpRequest request)
                throws FtpException, IOException {
            var clear = !session.isSecure() && request.getCommand().equals("PASS");
            return clear ? FtpletResult.DISCONNECT : super.beforeCommand(session, request);
        }

        @Override
        public FtpletResult onUploadStart(FtpSession session, FtpRequest request) {
            return session.getDataConnection().isSecure()
                    ? FtpletResult.DEFAULT
                    : FtpletResult.DISCONNECT;
        }

        @Override
        public FtpletResult afterCommand(FtpSession session, FtpRequest request, FtpReply reply)
                throws FtpException, IOException {
            if (request.getCommand().equals("STOR") && reply.getCode() == UPLOADED) {
                uploads.add(request.getArgument());
            }
            return super.afterCommand(session, request, reply);
        }

        @Override
        public FtpletResult onDisconnect(FtpSession session) {
            lost.add(session.getUser() == null ? "" : session.getUser().getName());
            return FtpletResult.DEFAULT;
        }
    }
}
