package trapline.api.problem;

import java.io.IOException;

/** A request's body is longer than any that this API understands. */
public class BodyTooLarge extends IOException {
    BodyTooLarge(int limit) {
        super("The body is longer than " + limit + " bytes.");
    }
}
