package trapline.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last configuration without a mistake, kept for a restart that finds a mistake. */
class LastGoodConfig {
    private static final Logger log = LoggerFactory.getLogger(LastGoodConfig.class);
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

    /** Empty when there is none, or it is damaged. */
    Optional<Map<String, String>> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JSON.readValue(
                            Files.readAllBytes(file),
                            new TypeReference<TreeMap<String, String>>() {}));
        } catch (JsonProcessingException e) {
            log.warn("The last good configuration in {} is damaged and is not used", file);
            return Optional.empty();
        }
    }
}
