package trapline.app.ftps;

import java.util.Optional;

/**
 * Where the server listens.
 *
 * @param explicitPort for clients that ask for TLS after connecting; 0: any free port
 * @param implicitPort for clients that begin with TLS; 0: any free port
 * @param passivePorts such as {@code 40000-40100}
 * @param passiveAddress what clients are told to connect to, behind address translation
 */
public record FtpsSettings(
        int explicitPort, int implicitPort, String passivePorts, Optional<String> passiveAddress) {}
