package trapline.stage;

import java.util.UUID;

/**
 * A message that a worker has leased and must finish, defer or fail.
 *
 * @param attempts how often it was leased, this time included; 1 at the first try
 */
public record StageTask(
        long taskId,
        String stage,
        String part,
        UUID subjectId,
        UUID projectId,
        String flow,
        Lane lane,
        int attempts)
        implements StageMessage {}
