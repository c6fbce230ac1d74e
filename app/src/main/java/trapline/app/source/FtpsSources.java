package trapline.app.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.app.CannotStart;
import trapline.app.config.SourceConfig;
import trapline.app.ftps.FtpsAccount;
import trapline.app.ftps.FtpsServer;
import trapline.app.ftps.ServerCertificate;

/** The built-in FTPS server with the accounts that the configuration gives it. */
public class FtpsSources implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FtpsSources.class);

    private final FtpsSourceSettings settings;
    private final ServerCertificate certificate;
    private final Path folder;
    private Optional<FtpsServer> server = Optional.empty();

    /**
     * @param folder of all uploads
     */
    public FtpsSources(Path folder, ServerCertificate certificate, FtpsSourceSettings settings) {
        this.folder = folder;
        this.certificate = certificate;
        this.settings = settings;
    }

    /**
     * Starts listening. Nobody can log in before this, nor be refused: a camera that is told that
     * its password is wrong may never try again.
     *
     * @throws CannotStart if a port is taken; the message says so
     * @throws IOException if the folder or the certificate cannot be used
     */
    public synchronized void start(List<SourceConfig> sources) throws IOException {
        if (server.isEmpty()) {
            server =
                    Optional.of(
                            new FtpsServer(
                                    folder,
                                    settings.listeners(),
                                    settings.limits(),
                                    certificate,
                                    accounts(sources)));
        }
    }

    /**
     * Gives the server the accounts of these sources.
     *
     * @return what went wrong, in words for the admin
     */
    public synchronized List<String> apply(List<SourceConfig> sources) {
        try {
            running().accounts(accounts(sources));
            return List.of();
        } catch (IOException e) {
            log.error("The FTPS accounts could not be set up: {}", e.getMessage());
            return List.of("The FTPS accounts could not be set up: " + e.getMessage());
        }
    }

    public synchronized int explicitPort() {
        return running().explicitPort();
    }

    public synchronized int implicitPort() {
        return running().implicitPort();
    }

    /** SHA-256 of the server's certificate, for clients that pin it. */
    public String fingerprint() throws IOException {
        return certificate.fingerprint();
    }

    @Override
    public synchronized void close() {
        server.ifPresent(FtpsServer::close);
    }

    private FtpsServer running() {
        return server.orElseThrow(
                () -> new IllegalStateException("the FTPS server has not been started"));
    }

    private List<FtpsAccount> accounts(List<SourceConfig> sources) {
        return sources.stream()
                .filter(SourceConfig.FtpsServerSource.class::isInstance)
                .map(SourceConfig.FtpsServerSource.class::cast)
                .flatMap(
                        source ->
                                source.accounts().stream().map(account -> account(source, account)))
                .toList();
    }

    private FtpsAccount account(
            SourceConfig.FtpsServerSource source, SourceConfig.Account account) {
        return new FtpsAccount(
                account.user(),
                account.password(),
                folder.resolve(source.source().sourceId()).resolve(account.user()));
    }
}
