package trapline.routes.delivery;

import java.util.List;
import java.util.Optional;

/**
 * One part of a CAP document: the alert in one language. Words are CAP's own where CAP has a list.
 *
 * @param onset when it was, as CAP writes times; empty: nobody knows
 * @param codes and {@code parameters} by name
 */
record CapInfo(
        String language,
        String category,
        String event,
        String response,
        String urgency,
        String severity,
        String certainty,
        Optional<String> onset,
        String effective,
        String expires,
        String headline,
        String description,
        Optional<String> web,
        List<Named> codes,
        List<Named> parameters,
        Optional<Resource> resource,
        Optional<Area> area) {

    /** A value with the name of what it is. */
    record Named(String name, String value) {}

    /**
     * A picture.
     *
     * @param size in bytes
     * @param uri where it can be fetched by who may
     * @param content in base64, where it travels with the document
     * @param digest SHA-1 of the bytes, hexadecimal
     */
    record Resource(
            String description,
            int size,
            Optional<String> uri,
            Optional<String> content,
            String digest) {}

    /**
     * Where.
     *
     * @param polygon latitude,longitude pairs with blanks between, the first repeated at the end
     * @param circle latitude,longitude and the radius in kilometres
     */
    record Area(String description, Optional<String> polygon, Optional<String> circle) {}
}
