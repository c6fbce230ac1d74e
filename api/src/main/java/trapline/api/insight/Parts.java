package trapline.api.insight;

import java.util.List;
import java.util.Optional;

/**
 * Where the answer to a question lies. What lies earlier in time comes first.
 *
 * @param ofProjects in these parts of whole projects
 * @param ofCamera if one camera alone is asked for, also in these parts of its own, which are so
 *     much smaller that they last years
 */
record Parts(List<PartOf> ofProjects, Optional<List<PartOf>> ofCamera) {}
