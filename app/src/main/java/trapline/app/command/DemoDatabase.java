package trapline.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import trapline.app.database.DataFolder;
import trapline.app.database.EmbeddedPostgres;

/** The database of an earlier demo that was killed may still run; its folder is needed. */
final class DemoDatabase {
    private DemoDatabase() {}

    /**
     * @throws IllegalStateException if the earlier demo itself still runs
     */
    static void stopLeftOver(Path folder) throws IOException {
        try (var locked = new DataFolder(folder)) {
            var postgres = locked.path().resolve("postgres");
            if (Files.isDirectory(postgres)
                    && EmbeddedPostgres.ofOtherProcess(postgres).isPresent()) {
                new EmbeddedPostgres(postgres).close();
            }
        }
    }
}
