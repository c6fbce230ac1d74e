package trapline.app.ftps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.ftpserver.ConnectionConfig;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.command.AbstractCommand;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.CommandFactory;
import org.apache.ftpserver.command.CommandFactoryFactory;
import org.apache.ftpserver.ftplet.DataType;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.DefaultFtpServer;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import trapline.app.CannotStart;
import trapline.stage.RootCause;

/**
 * Takes uploads from cameras over FTP with TLS, explicit and implicit. Finished files lie in the
 * account's home under the camera's names; unfinished ones are hidden beside them.
 */
public final class FtpsServer implements AutoCloseable {
    private static final int NO_TICKETS_SECONDS = 8 * 24 * 3600;
    private static final int LOGIN_FAILURES = 5;
    private static final int LOGIN_FAILURE_MILLIS = 1000;

    private final Path folder;
    private final FtpsLimits limits;
    private final AccountUsers users;
    private final DefaultFtpServer server;

    /**
     * Starts listening.
     *
     * @param folder holds the homes of all accounts
     * @param accounts that may log in from the first moment on
     * @throws CannotStart if a port is taken; the message says so
     * @throws IOException if the folder or the certificate cannot be used
     */
    public FtpsServer(
            Path folder,
            FtpsSettings settings,
            FtpsLimits limits,
            ServerCertificate certificate,
            List<FtpsAccount> accounts)
            throws IOException {
        this.folder = Files.createDirectories(folder);
        this.limits = limits;
        this.users = new AccountUsers(limits);
        makeHomes(accounts);
        users.replace(accounts);
        Uploads.recover(this.folder);
        var factory = new FtpServerFactory();
        factory.setUserManager(users);
        factory.setFileSystem(user -> new UploadFileSystem(user, limits.fileBytes()));
        factory.setFtplets(new HashMap<>(Map.of("policy", new UploadPolicy(this.folder, limits))));
        factory.setConnectionConfig(connections());
        factory.setCommandFactory(commands());
        // The server empties its maps when it stops.
        var listeners = new HashMap<String, Listener>();
        listeners.put("default", listener(settings, certificate, settings.explicitPort(), false));
        listeners.put("implicit", listener(settings, certificate, settings.implicitPort(), true));
        factory.setListeners(listeners);
        server = (DefaultFtpServer) factory.createServer();
        try {
            server.start();
        } catch (FtpException | RuntimeException e) {
            throw new CannotStart(
                    "The FTPS server cannot listen on the ports %d and %d: %s."
                            .formatted(
                                    settings.explicitPort(),
                                    settings.implicitPort(),
                                    RootCause.of(e)),
                    "Stop the other server that uses one of them, or set TRAPLINE_FTPS_PORT and"
                            + " TRAPLINE_FTPS_IMPLICIT_PORT to free ones.",
                    e);
        }
    }

    /**
     * Replaces the logins. Connections of accounts that stay are not disturbed; those of accounts
     * that went or changed are closed.
     */
    public void accounts(List<FtpsAccount> accounts) throws IOException {
        makeHomes(accounts);
        var changed = users.replace(accounts);
        for (var listener : server.getListeners().values()) {
            for (var session : listener.getActiveSessions()) {
                var user = session.getUser();
                if (user != null && changed.contains(user.getName())) {
                    session.closeNow();
                }
            }
        }
    }

    private void makeHomes(List<FtpsAccount> accounts) throws IOException {
        for (var account : accounts) {
            if (!account.home().normalize().startsWith(folder)) {
                throw new IOException("the home of %s lies outside".formatted(account.user()));
            }
            Files.createDirectories(account.home());
        }
    }

    public int explicitPort() {
        return server.getListener("default").getPort();
    }

    public int implicitPort() {
        return server.getListener("implicit").getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    private ConnectionConfig connections() {
        var connections = new ConnectionConfigFactory();
        connections.setAnonymousLoginEnabled(false);
        connections.setMaxLogins(limits.connections());
        connections.setMaxLoginFailures(LOGIN_FAILURES);
        connections.setLoginFailureDelay(LOGIN_FAILURE_MILLIS);
        return connections.createConnectionConfig();
    }

    private Listener listener(
            FtpsSettings settings, ServerCertificate certificate, int port, boolean implicit)
            throws IOException {
        var tls = tls(certificate);
        var data = new DataConnectionConfigurationFactory();
        data.setPassivePorts(settings.passivePorts());
        data.setActiveEnabled(false);
        data.setImplicitSsl(implicit);
        data.setSslConfiguration(tls);
        settings.passiveAddress().ifPresent(data::setPassiveExternalAddress);
        var factory = new ListenerFactory();
        factory.setPort(port);
        factory.setImplicitSsl(implicit);
        factory.setSslConfiguration(tls);
        factory.setIdleTimeout((int) limits.idle().toSeconds());
        factory.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        return factory.createListener();
    }

    /**
     * Without session tickets of TLS 1.3: a client that uploads never reads them from the data
     * connection, and when it closes a connection with unread bytes, the system resets it, which
     * throws away the end of the picture. Java sends none when sessions live longer than a ticket
     * may (RFC 8446 section 4.6.1: seven days).
     */
    private static SslConfiguration tls(ServerCertificate certificate) throws IOException {
        var factory = new SslConfigurationFactory();
        factory.setKeystoreFile(certificate.keyStore().toFile());
        factory.setKeystoreType("PKCS12");
        factory.setKeystorePassword(certificate.password());
        factory.setKeyPassword(certificate.password());
        factory.setSslProtocol("TLSv1.2", "TLSv1.3");
        var tls = factory.createSslConfiguration();
        try {
            tls.getSSLContext().getServerSessionContext().setSessionTimeout(NO_TICKETS_SECONDS);
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate of the FTPS server cannot be used.", e);
        }
        return tls;
    }

    private static CommandFactory commands() {
        var factory = new CommandFactoryFactory();
        factory.addCommand("TYPE", new AlwaysBinary());
        factory.addCommand("STOR", new Store());
        factory.addCommand("STOU", new Refused());
        factory.addCommand("APPE", new Refused());
        factory.addCommand("MFMT", new Refused());
        factory.addCommand("SITE", new Refused());
        return factory.createCommandFactory();
    }

    /** Some cameras ask for ASCII, which would damage their pictures. They are told yes. */
    private static final class AlwaysBinary extends AbstractCommand {
        @Override
        public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) {
            session.resetState();
            var type = request.getArgument() == null ? "" : request.getArgument();
            var known = type.toUpperCase(Locale.ROOT).matches("[AIL].*");
            if (known) {
                session.setDataType(DataType.BINARY);
            }
            session.write(
                    known
                            ? new DefaultFtpReply(200, "Type set.")
                            : new DefaultFtpReply(504, "Only types A and I are known."));
        }
    }

    private static final class Refused implements Command {
        @Override
        public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) {
            session.resetState();
            session.write(new DefaultFtpReply(502, "Not possible here."));
        }
    }
}
