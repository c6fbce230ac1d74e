package trapline.app.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.app.config.SourceConfig;
import trapline.app.ftps.FtpsAccount;
import trapline.app.ftps.FtpsServer;
import trapline.app.ftps.ServerCertificate;

/** The built-in FTPS server with the accounts that the configuration gives it. */
public class FtpsSources implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FtpsSources.class);

    private final FtpsServer server;
    private final ServerCertificate certificate;
    private final Path folder;

    /**
     * Starts the server, without accounts.
     *
     * @param folder of all uploads
     * @throws IOException if a port is taken; the message says so
     */
    public FtpsSources(Path folder, ServerCertificate certificate, FtpsSourceSettings settings)
            throws IOException {
        this.folder = folder;
        this.certificate = certificate;
        this.server = new FtpsServer(folder, settings.listeners(), settings.limits(), certificate);
    }

    /**
     * Gives the server the accounts of these sources.
     *
     * @return what went wrong, in words for the admin
     */
    public List<String> apply(List<SourceConfig> sources) {
        var accounts =
                sources.stream()
                        .filter(SourceConfig.FtpsServerSource.class::isInstance)
                        .map(SourceConfig.FtpsServerSource.class::cast)
                        .flatMap(
                                source ->
                                        source.accounts().stream()
                                                .map(account -> account(source, account)))
                        .toList();
        try {
            server.accounts(accounts);
            return List.of();
        } catch (IOException e) {
            log.error("The FTPS accounts could not be set up: {}", e.getMessage());
            return List.of("The FTPS accounts could not be set up: " + e.getMessage());
        }
    }

    public int explicitPort() {
        return server.explicitPort();
    }

    public int implicitPort() {
        return server.implicitPort();
    }

    /** SHA-256 of the server's certificate, for clients that pin it. */
    public String fingerprint() throws IOException {
        return certificate.fingerprint();
    }

    @Override
    public void close() {
        server.close();
    }

    private FtpsAccount account(
            SourceConfig.FtpsServerSource source, SourceConfig.Account account) {
        return new FtpsAccount(
                account.user(),
                account.password(),
                folder.resolve(source.source().sourceId()).resolve(account.user()));
    }
}
