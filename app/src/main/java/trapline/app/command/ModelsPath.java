package trapline.app.command;

import java.nio.file.Path;
import java.util.Map;

/** The folder of models: what {@code TRAPLINE_MODELS} names, else {@code models} in the data. */
final class ModelsPath {
    private ModelsPath() {}

    static Path of(Map<String, String> environment) {
        var models = environment.getOrDefault("TRAPLINE_MODELS", "");
        return models.isBlank() ? DataPath.of(environment).resolve("models") : Path.of(models);
    }
}
