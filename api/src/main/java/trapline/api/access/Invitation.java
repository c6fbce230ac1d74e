package trapline.api.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody is asked into a project.
 *
 * @param sites of a viewer: the only ones that they are to see; empty: all
 */
record Invitation(
        UUID invitationId,
        UUID projectId,
        String email,
        Role role,
        Optional<Set<UUID>> sites,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt) {}
