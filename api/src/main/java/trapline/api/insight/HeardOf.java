package trapline.api.insight;

import java.util.Optional;
import java.util.UUID;

/**
 * Of whom it was heard, and when.
 *
 * @param camera if given, of this one alone
 */
record HeardOf(UUID projectId, Optional<UUID> camera, Period period) {}
