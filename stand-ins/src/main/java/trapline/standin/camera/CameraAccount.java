package trapline.standin.camera;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a camera uploads to: an FTP server with explicit TLS.
 *
 * @param folder below the account's home, parts separated by {@code /}; empty: the home itself
 * @param fingerprint SHA-256 of the only certificate to accept, 64 hexadecimal digits in lower
 *     case; empty: any certificate, as most cameras do
 */
public record CameraAccount(
        String host,
        int port,
        String username,
        String password,
        String folder,
        Optional<String> fingerprint) {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    public CameraAccount {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the camera has no server to upload to");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        checkLine("user name", username);
        checkLine("password", password);
        checkLine("folder", folder);
        fingerprint =
                fingerprint.map(given -> given.replace(":", "").strip().toLowerCase(Locale.ROOT));
        if (fingerprint.filter(given -> !FINGERPRINT.matcher(given).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "a certificate's fingerprint has 64 hexadecimal digits (SHA-256)");
        }
    }

    /** Accepts any certificate. */
    public CameraAccount(String host, int port, String username, String password, String folder) {
        this(host, port, username, password, folder, Optional.empty());
    }

    /** Accepts this certificate only. Colons and capitals do not matter. */
    public CameraAccount pinned(String sha256) {
        return new CameraAccount(host, port, username, password, folder, Optional.of(sha256));
    }

    /** The same account, one folder deeper. */
    public CameraAccount below(String subfolder) {
        var deeper = folder.isEmpty() ? subfolder : folder + "/" + subfolder;
        return new CameraAccount(host, port, username, password, deeper, fingerprint);
    }

    /** Without the password, so that it comes into no log. */
    @Override
    public String toString() {
        return "CameraAccount[%s at %s:%d/%s]".formatted(username, host, port, folder);
    }

    /** A line break in a command would begin a second command. */
    static void checkLine(String what, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the %s holds a line break or another control character".formatted(what));
        }
    }
}
