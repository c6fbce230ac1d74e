package trapline.api.insight;

import java.util.Optional;
import java.util.UUID;

/**
 * Which part of what was seen in a project.
 *
 * @param camera if given, by this one alone
 * @param period a part of the calendar, see {@link Period#months}
 * @param sure from which confidence on a model counts, 0 to 1
 */
record PartOf(UUID projectId, Optional<UUID> camera, Period period, double sure) {}
