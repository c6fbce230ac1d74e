package trapline.runner.batch;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** The checkpoint was begun with another model or other options. */
public final class OtherSettings extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    OtherSettings(Path file) {
        super(
                "An earlier run with another model, threshold or folder is not finished: %s. Give the same options again to go on with it, or begin anew with --restart."
                        .formatted(file));
    }
}
