package trapline.capture;

/** What a file is, by its bytes. */
public sealed interface Content {

    /**
     * @param truncated the end is missing; what is there can be decoded
     */
    record Picture(String mediaType, int width, int height, boolean truncated) implements Content {}

    /** A clip, known by its container. */
    record Clip(String mediaType) implements Content {}

    /** Short text, which may be a status report. */
    record Text() implements Content {}
}
