package trapline.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** Files of the server under test; they go when it stops. */
class TestFiles implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("trapline-api-test");

    TestFiles() throws IOException {}

    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    Path holding(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "file", ".bin"), bytes);
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }
}
