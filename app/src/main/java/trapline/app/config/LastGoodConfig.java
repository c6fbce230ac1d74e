package trapline.app.config;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The last configuration without a mistake, kept for a restart that finds a mistake. */
class LastGoodConfig {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    LastGoodConfig(Path file) {
        this.file = file;
    }

    void keep(Map<String, String> texts) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.write(unfinished, JSON.writeValueAsBytes(texts));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    Optional<Map<String, String>> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(
                JSON.readValue(
                        Files.readAllBytes(file), new TypeReference<TreeMap<String, String>>() {}));
    }
}
