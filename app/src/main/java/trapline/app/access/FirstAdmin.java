package trapline.app.access;

import java.util.Optional;
import trapline.api.access.Accounts;
import trapline.app.database.Secrets;

/** Makes sure that somebody can administer this server. */
public class FirstAdmin {
    private final Optional<String> email;
    private final Optional<String> newPassword;

    /** Makes the admin of the settings, unless there is one already. */
    FirstAdmin(Accounts accounts, AdminSettings settings) {
        if (accounts.hasServerAdmin()) {
            email = Optional.empty();
            newPassword = Optional.empty();
            return;
        }
        var given = settings.password().filter(password -> !password.isBlank());
        var password = given.orElseGet(Secrets::random);
        accounts.createServerAdmin(settings.email(), password);
        email = Optional.of(settings.email());
        newPassword = given.isPresent() ? Optional.empty() : Optional.of(password);
    }

    /** Who was made just now. */
    public Optional<String> email() {
        return email;
    }

    /** The password that was made just now, to be shown once. */
    public Optional<String> newPassword() {
        return newPassword;
    }
}
