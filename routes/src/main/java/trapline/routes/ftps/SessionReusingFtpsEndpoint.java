package trapline.routes.ftps;

import java.util.Optional;
import org.apache.camel.component.file.remote.FtpsComponent;
import org.apache.camel.component.file.remote.FtpsConfiguration;
import org.apache.camel.component.file.remote.FtpsEndpoint;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPClientConfig;

/** One folder of one server; each endpoint has a client and a TLS context of its own. */
class SessionReusingFtpsEndpoint extends FtpsEndpoint {
    private final Optional<String> fingerprint;

    SessionReusingFtpsEndpoint(
            String uri,
            FtpsComponent component,
            FtpsConfiguration configuration,
            Optional<String> fingerprint) {
        super(uri, component, configuration);
        this.fingerprint = fingerprint;
    }

    @Override
    protected FTPClient createFtpClient() throws Exception {
        var client =
                new SessionReusingClient(
                        getFtpsConfiguration().isImplicit(),
                        ServerTrust.context(fingerprint),
                        fingerprint.isPresent(),
                        getFtpsConfiguration().getDirectory(),
                        RemoteFolder.LARGEST_FILE);
        // Times are read as UTC, and put right by ListingTimes.
        var listings = new FTPClientConfig("");
        listings.setServerTimeZoneId("UTC");
        client.configure(listings);
        return client;
    }
}
