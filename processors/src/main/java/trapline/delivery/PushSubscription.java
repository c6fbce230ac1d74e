package trapline.delivery;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A browser that shows one person's alerts.
 *
 * @param endpoint where notifications for it are posted; a secret
 * @param publicKey the browser's, a point of P-256, uncompressed, 65 bytes
 * @param auth what only the browser and this server know, 16 bytes
 * @param label how its owner knows it
 */
@SuppressWarnings("ArrayRecordComponent") // read from the database, never compared
public record PushSubscription(
        UUID subscriptionId,
        UUID accountId,
        String endpoint,
        byte[] publicKey,
        byte[] auth,
        String label,
        Instant createdAt,
        Optional<Instant> usedAt) {

    /** The push server, which is no secret. */
    public String server() {
        return URI.create(endpoint).getHost();
    }

    /** Without the endpoint and the keys. */
    @Override
    public String toString() {
        return "PushSubscription[%s, %s]".formatted(subscriptionId, server());
    }
}
