package trapline.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An export as it stands in the database.
 *
 * @param state waiting, running, done, failed, cancelled or expired
 * @param done captures written so far
 * @param total captures there are to write, once they are counted
 * @param notes sentences about what was left out
 */
record ExportRow(
        UUID exportId,
        UUID projectId,
        ExportFormat format,
        JsonNode filters,
        ExportOptions options,
        String requestedBy,
        Optional<UUID> accountId,
        Optional<UUID> keyId,
        String state,
        long done,
        Optional<Long> total,
        List<String> notes,
        Optional<String> reason,
        Optional<String> fileName,
        Optional<Long> sizeBytes,
        Optional<String> sha256,
        Instant lastReceivedAt,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<Instant> expiresAt) {}
