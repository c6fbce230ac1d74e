package trapline.api.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.UUID;

/**
 * What lies beside a capture in a list.
 *
 * @param newer absent: it is the first
 * @param older absent: it is the last
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record CaptureNeighbours(Optional<UUID> newer, Optional<UUID> older) {}
