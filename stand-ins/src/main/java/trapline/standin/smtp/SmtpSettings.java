package trapline.standin.smtp;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How the stand-in presents itself.
 *
 * @param port 0: any free one
 * @param tls its certificate; empty: no TLS
 * @param tlsFromTheStart whether TLS begins before the greeting; else STARTTLS is offered
 * @param login when present, nobody may send without it
 * @param largest bytes of one mail, announced as SIZE
 * @param longestSilence after which a silent session is closed
 * @param slowness how long it takes for each answer
 */
public record SmtpSettings(
        int port,
        Optional<SSLContext> tls,
        boolean tlsFromTheStart,
        Optional<Login> login,
        int largest,
        Duration longestSilence,
        Duration slowness) {

    /** Any free port, no TLS, no login, 20 MB. */
    public static final SmtpSettings PLAIN =
            new SmtpSettings(
                    0,
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    20_000_000,
                    Duration.ofMinutes(2),
                    Duration.ZERO);

    public SmtpSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        if (largest < 1) {
            throw new IllegalArgumentException("no mail fits into %d bytes".formatted(largest));
        }
        if (longestSilence.isNegative() || slowness.isNegative()) {
            throw new IllegalArgumentException(
                    "no time to be silent or slow: %s, %s".formatted(longestSilence, slowness));
        }
    }

    /** The one account that may send. */
    public record Login(String username, String password) {
        /** Without the password, so that it comes into no log. */
        @Override
        public String toString() {
            return "Login[username=%s]".formatted(username);
        }
    }

    public SmtpSettings onPort(int other) {
        return new SmtpSettings(
                other, tls, tlsFromTheStart, login, largest, longestSilence, slowness);
    }

    public SmtpSettings withLogin(String username, String password) {
        return new SmtpSettings(
                port,
                tls,
                tlsFromTheStart,
                Optional.of(new Login(username, password)),
                largest,
                longestSilence,
                slowness);
    }

    /** Takes so long for each answer. */
    public SmtpSettings withSlowness(Duration time) {
        return new SmtpSettings(port, tls, tlsFromTheStart, login, largest, longestSilence, time);
    }

    /** Offers STARTTLS, and a login only behind it. */
    public SmtpSettings withStartTls(SSLContext certificate) {
        return new SmtpSettings(
                port, Optional.of(certificate), false, login, largest, longestSilence, slowness);
    }

    /** Speaks TLS from the first byte. */
    public SmtpSettings withTls(SSLContext certificate) {
        return new SmtpSettings(
                port, Optional.of(certificate), true, login, largest, longestSilence, slowness);
    }
}
