package trapline.runner.format;

import java.io.IOException;
import java.io.Serial;

/**
 * The file is not what its format says. The message names the place; trying again will not help.
 */
public final class WrongFormat extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    public WrongFormat(String message) {
        super(message);
    }

    public WrongFormat(String message, Throwable cause) {
        super(message, cause);
    }
}
