package trapline.routes.ftps;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.Authority;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.impl.DefaultFtpServer;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** A remote server in this process. */
final class EmbeddedFtps implements AutoCloseable {
    static final String USER = "ranger one";
    static final String PASSWORD = "p&a+s%s w)ö#?{}=;";

    private final FtpServer server;
    private final List<String> commands = new java.util.concurrent.CopyOnWriteArrayList<>();

    /** How to start one. */
    record Settings(
            Path home,
            TestCertificate certificate,
            boolean implicit,
            int port,
            String protocol,
            boolean writable) {
        static Settings explicit(Path home, TestCertificate certificate) {
            return new Settings(home, certificate, false, 0, "TLSv1.3", true);
        }

        Settings asImplicit() {
            return new Settings(home, certificate, true, port, protocol, writable);
        }

        Settings on(int port) {
            return new Settings(home, certificate, implicit, port, protocol, writable);
        }

        Settings with(String protocol) {
            return new Settings(home, certificate, implicit, port, protocol, writable);
        }

        Settings readOnly() {
            return new Settings(home, certificate, implicit, port, protocol, false);
        }
    }

    EmbeddedFtps(Settings settings) throws Exception {
        var tls = new SslConfigurationFactory();
        tls.setKeystoreFile(settings.certificate().keyStore().toFile());
        tls.setKeystoreType("PKCS12");
        tls.setKeystorePassword(TestCertificate.PASSWORD);
        tls.setKeyPassword(TestCertificate.PASSWORD);
        tls.setSslProtocol(new String[] {settings.protocol()});
        var data = new DataConnectionConfigurationFactory();
        data.setImplicitSsl(settings.implicit());
        data.setSslConfiguration(tls.createSslConfiguration());
        var listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(settings.port());
        listener.setImplicitSsl(settings.implicit());
        listener.setSslConfiguration(tls.createSslConfiguration());
        listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        var connections = new ConnectionConfigFactory();
        connections.setLoginFailureDelay(0);
        var factory = new FtpServerFactory();
        factory.setConnectionConfig(connections.createConnectionConfig());
        // The server clears these maps when it stops.
        factory.setListeners(new HashMap<>(Map.of("default", listener.createListener())));
        factory.setFtplets(new HashMap<>(Map.of("watch", new Watch())));
        var user = new BaseUser();
        user.setName(USER);
        user.setPassword(PASSWORD);
        user.setHomeDirectory(settings.home().toString());
        Authority logins = new ConcurrentLoginPermission(20, 20);
        user.setAuthorities(
                settings.writable() ? List.of(logins, new WritePermission()) : List.of(logins));
        factory.getUserManager().save(user);
        server = factory.createServer();
        server.start();
    }

    int port() {
        return ((DefaultFtpServer) server).getListener("default").getPort();
    }

    /** How often a command was asked for. */
    long count(String command) {
        return commands.stream().filter(command::equals).count();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Watch extends DefaultFtplet {
        @Override
        public FtpletResult afterCommand(FtpSession session, FtpRequest request, FtpReply reply) {
            commands.add(request.getCommand());
            return FtpletResult.DEFAULT;
        }
    }
}
