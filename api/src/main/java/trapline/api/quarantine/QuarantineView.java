package trapline.api.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One file that could not be used.
 *
 * @param path the name the camera gave it, made safe to show
 * @param reason one of a short list of names
 * @param meaning the reason as a sentence
 * @param detail what exactly was found
 * @param times how often the same file came
 * @param state waiting or reprocessed
 * @param bytes where an admin gets the file
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record QuarantineView(
        UUID quarantineId,
        UUID projectId,
        String sourceId,
        Optional<String> account,
        String path,
        long sizeBytes,
        String sha256,
        String reason,
        String meaning,
        String detail,
        Instant receivedAt,
        int times,
        String state,
        Optional<Instant> settledAt,
        String bytes) {

    /**
     * What came of another try.
     *
     * @param usable whether it became a capture or a report
     * @param file as it is now, with the reason of this time if it is still of no use
     */
    record Tried(boolean usable, QuarantineView file) {}
}
