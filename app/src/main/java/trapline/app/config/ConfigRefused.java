package trapline.app.config;

import java.nio.file.Path;

/** The server cannot start: the configuration has mistakes, and there is no earlier version. */
public class ConfigRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigRefused(Path folder, ConfigInvalid mistakes) {
        super(
                "The configuration in %s has mistakes:\n%s"
                        .formatted(folder.toAbsolutePath().normalize(), mistakes.getMessage()),
                mistakes);
    }
}
