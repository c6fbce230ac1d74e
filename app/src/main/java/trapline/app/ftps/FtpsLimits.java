package trapline.app.ftps;

import java.time.Duration;

/**
 * What the server takes from outside.
 *
 * @param connections at once, of all accounts
 * @param connectionsPerAccount at once; many cameras may share an account
 * @param fileBytes largest file
 * @param reserveBytes uploads are refused while less disk is free
 * @param idle a silent connection is closed after this
 */
public record FtpsLimits(
        int connections,
        int connectionsPerAccount,
        long fileBytes,
        long reserveBytes,
        Duration idle) {
    public static final FtpsLimits DEFAULT =
            new FtpsLimits(200, 100, 500L << 20, 512L << 20, Duration.ofMinutes(5));
}
