package trapline.app.ftps;

import java.nio.file.Path;

/**
 * One login.
 *
 * @param home its root; it cannot leave it
 */
public record FtpsAccount(String user, String password, Path home) {

    public FtpsAccount {
        if (!user.matches("[A-Za-z0-9._@-]{1,64}")) {
            throw new IllegalArgumentException(
                    "an FTPS user's name has letters, digits and . _ @ - only: " + user);
        }
        if (password.isBlank()) {
            throw new IllegalArgumentException("the FTPS user %s has no password".formatted(user));
        }
    }

    @Override
    public String toString() {
        return "FtpsAccount[%s]".formatted(user);
    }
}
