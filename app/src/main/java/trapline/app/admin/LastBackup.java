package trapline.app.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import trapline.api.admin.Installation;

/** When the last backup was made and where it lies, kept in the data folder. */
public final class LastBackup {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public LastBackup(Path data) {
        this.file = data.resolve("last-backup.json");
    }

    /** Notes one that is whole. */
    public void note(Instant startedAt, Instant endedAt, Path folder, long bytes)
            throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(
                unfinished,
                JSON.writeValueAsString(
                        Map.of(
                                "startedAt", startedAt.toString(),
                                "endedAt", endedAt.toString(),
                                "folder", folder.toString(),
                                "bytes", bytes)));
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<Installation.Backup> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var noted = JSON.readTree(Files.readString(file));
            return Optional.of(
                    new Installation.Backup(
                            Instant.parse(noted.path("startedAt").asText()),
                            Instant.parse(noted.path("endedAt").asText()),
                            noted.path("folder").asText(),
                            noted.path("bytes").asLong()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("last-backup.json is damaged; remove it", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
