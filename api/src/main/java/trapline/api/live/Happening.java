package trapline.api.live;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened.
 *
 * @param what capture: one is completed; alert: one is raised
 * @param id of the capture or the alert
 */
record Happening(String what, UUID id, UUID projectId, Instant at) {

    /** As the listener reads it. */
    String json() {
        return "{\"id\":\"%s\",\"projectId\":\"%s\",\"at\":\"%s\"}".formatted(id, projectId, at);
    }
}
