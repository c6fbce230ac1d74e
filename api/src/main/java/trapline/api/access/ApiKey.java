package trapline.api.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Lets a program act in one project with one role.
 *
 * @param expiresAt from when on it is refused; empty: never
 * @param revokedAt from when on it was refused by hand
 * @param scopes what it may be used for, within what its role may; empty: all of that
 * @param cameraId of a device's own key: the only camera that it brings files of
 */
public record ApiKey(
        UUID keyId,
        UUID projectId,
        String name,
        Role role,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt,
        Optional<Set<KeyScope>> scopes,
        Optional<UUID> cameraId) {

    /** Whether the key was made for such a request. */
    boolean allows(String method, String path) {
        return scopes.isEmpty()
                || scopes.get().stream().anyMatch(scope -> scope.allows(method, path));
    }
}
