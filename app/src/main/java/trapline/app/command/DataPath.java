package trapline.app.command;

import java.nio.file.Path;
import java.util.Map;

/** The data folder of the server that commands are about. */
final class DataPath {
    private DataPath() {}

    static Path of(Map<String, String> environment) {
        var data = environment.getOrDefault("TRAPLINE_DATA", "");
        return Path.of(data.isBlank() ? "data" : data);
    }
}
