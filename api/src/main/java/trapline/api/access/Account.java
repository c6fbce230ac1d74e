package trapline.api.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A person who may log in.
 *
 * @param passwordHash with the prefix of its algorithm; never leaves this package
 * @param serverAdmin whether every project and the server itself is theirs
 * @param disabledAt from when on they may not log in
 * @param secondFactor whether a password alone does not let them in
 */
public record Account(
        UUID accountId,
        String email,
        String passwordHash,
        boolean serverAdmin,
        Instant createdAt,
        Optional<Instant> disabledAt,
        boolean secondFactor) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "Account[%s, %s]".formatted(accountId, email);
    }
}
