package trapline.api.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets a program act in one project with one role.
 *
 * @param expiresAt from when on it is refused; empty: never
 * @param revokedAt from when on it was refused by hand
 */
public record ApiKey(
        UUID keyId,
        UUID projectId,
        String name,
        Role role,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt) {}
