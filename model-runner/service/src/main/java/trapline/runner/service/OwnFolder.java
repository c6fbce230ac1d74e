package trapline.runner.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * The folder for what the web server lays aside while it runs, pictures on their way among it: its
 * owner's alone, and deleted when the service stops. By itself Tomcat leaves one behind each time.
 */
final class OwnFolder implements AutoCloseable {
    private final Path path;

    OwnFolder() throws IOException {
        path = Files.createTempDirectory("trapline-model-service");
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(path);
    }
}
