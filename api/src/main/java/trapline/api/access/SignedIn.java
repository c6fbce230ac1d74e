package trapline.api.access;

import java.io.Serializable;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * What a session remembers of a person: who they are, not what they may do.
 *
 * @param passwordMark changes with the password, so that sessions from before it end
 */
record SignedIn(UUID accountId, String email, String passwordMark)
        implements AuthenticatedPrincipal, Serializable {

    static SignedIn of(Account account) {
        return new SignedIn(account.accountId(), account.email(), mark(account));
    }

    boolean stillHolds(Account account) {
        return account.disabledAt().isEmpty() && mark(account).equals(passwordMark);
    }

    private static String mark(Account account) {
        return ApiKeys.sha256(account.passwordHash());
    }

    @Override
    public String getName() {
        return email;
    }
}
