package trapline.stage;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that was given up.
 *
 * @param attempts how often it was tried
 * @param reason what went wrong, in words a person can act on
 */
public record FailedJob(
        UUID jobId,
        String stage,
        String part,
        UUID subjectId,
        UUID projectId,
        int attempts,
        String reason,
        Instant failedAt) {}
