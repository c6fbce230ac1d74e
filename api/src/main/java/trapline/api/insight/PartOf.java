package trapline.api.insight;

import java.util.Optional;
import java.util.UUID;

/**
 * Which part of what was seen, heard or said in a project.
 *
 * @param camera if given, by this one alone
 * @param period a part of the calendar, see {@link Period#months}
 */
record PartOf(UUID projectId, Optional<UUID> camera, Period period) {}
