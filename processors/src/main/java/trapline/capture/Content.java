package trapline.capture;

import java.time.LocalDateTime;
import java.util.Optional;

/** What a file is, by its bytes. */
public sealed interface Content {

    /**
     * @param truncated the end is missing; what is there can be decoded
     */
    record Picture(String mediaType, int width, int height, boolean truncated) implements Content {}

    /**
     * A clip, known by its container.
     *
     * @param width pixels, where the container says so
     * @param recorded when it was recorded, where the container says so
     * @param truncated the end is missing; what is there can be decoded
     */
    record Clip(
            String mediaType,
            Optional<Integer> width,
            Optional<Integer> height,
            Optional<Recorded> recorded,
            boolean truncated)
            implements Content {}

    /**
     * When a clip was recorded, as its container says.
     *
     * @param utc whether the container's rules say that this is UTC; many cameras write local time
     *     all the same
     * @param raw as written
     */
    record Recorded(LocalDateTime time, boolean utc, String raw) {}

    /** Short text, which may be a status report. */
    record Text() implements Content {}
}
