package trapline.api.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An export as people see it.
 *
 * @param state waiting, running, done, failed, cancelled or expired
 * @param done captures written so far, of {@code total}
 * @param link of the finished file, until it expires
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ExportView(
        UUID exportId,
        UUID projectId,
        ExportFormat format,
        JsonNode filters,
        String requestedBy,
        String state,
        long done,
        Optional<Long> total,
        List<String> notes,
        Optional<String> reason,
        Optional<String> fileName,
        Optional<Long> sizeBytes,
        Optional<String> sha256,
        Instant createdAt,
        Optional<Instant> finishedAt,
        Optional<Instant> expiresAt,
        Optional<String> link) {

    static ExportView of(ExportRow row) {
        return new ExportView(
                row.exportId(),
                row.projectId(),
                row.format(),
                row.filters(),
                row.requestedBy(),
                row.state(),
                row.done(),
                row.total(),
                row.notes(),
                row.reason(),
                row.fileName(),
                row.sizeBytes(),
                row.sha256(),
                row.createdAt(),
                row.finishedAt(),
                row.expiresAt(),
                row.state().equals("done")
                        ? Optional.of("/api/exports/" + row.exportId() + "/file")
                        : Optional.empty());
    }
}
