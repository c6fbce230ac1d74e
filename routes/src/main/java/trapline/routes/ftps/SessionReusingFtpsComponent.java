package trapline.routes.ftps;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.FtpsComponent;
import org.apache.camel.component.file.remote.FtpsConfiguration;
import org.apache.camel.spi.annotations.Component;
import org.apache.commons.net.ftp.FTPFile;

/**
 * The Camel component {@code ftps}, to take the place of camel-ftp's. It continues the control
 * connection's TLS session on data connections, checks the server's certificate, and knows these
 * parameters beyond camel-ftp's:
 *
 * <ul>
 *   <li>{@code folder}: the folder on the server, as it is called there; one that begins with a
 *       slash is the server's own path, another lies in the account's home. A name in the address
 *       could not hold every character.
 *   <li>{@code fingerprint}: SHA-256 of the server's certificate in hexadecimal. With it that
 *       certificate alone is trusted; without, one that this machine trusts for this host name.
 * </ul>
 *
 * {@code password=#bean:NAME} takes the password from the registry, so that no address, log or
 * console ever holds it.
 */
@Component("ftps")
public class SessionReusingFtpsComponent extends FtpsComponent {

    @Override
    protected GenericFileEndpoint<FTPFile> buildFileEndpoint(
            String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var folder = getAndRemoveParameter(parameters, "folder", String.class);
        var fingerprint =
                Optional.ofNullable(getAndRemoveParameter(parameters, "fingerprint", String.class))
                        .filter(text -> !text.isBlank())
                        .map(ServerTrust::normalised);
        var configuration = new FtpsConfiguration(new URI(getBaseUri(uri)));
        if (folder != null) {
            configuration.setDirectory(checked(folder));
            configuration.setDirectoryName(configuration.getDirectory());
        }
        configuration.setPassiveMode(true);
        configuration.setBinary(true);
        configuration.setStepwise(false);
        configuration.setExecPbsz(0L);
        configuration.setExecProt("P");
        var endpoint = new SessionReusingFtpsEndpoint(uri, this, configuration, fingerprint);
        extractAndSetFtpClientConfigParameters(parameters, endpoint);
        extractAndSetFtpClientParameters(parameters, endpoint);
        return endpoint;
    }

    private static String checked(String folder) {
        if (folder.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the folder's name holds control characters");
        }
        var plain = folder.strip().replaceAll("/{2,}", "/");
        return plain.length() > 1 && plain.endsWith("/")
                ? plain.substring(0, plain.length() - 1)
                : plain;
    }
}
