package trapline.runner;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the real pictures and models, which do not belong to the project. */
public final class SampleData {
    private SampleData() {}

    /** The file or folder; skips the test when there is no sample data, unless it is required. */
    public static Path find(String name) {
        var folder = System.getenv("TRAPLINE_SAMPLE_DATA");
        var path =
                Path.of(folder == null ? "../../shared/data" : folder)
                        .toAbsolutePath()
                        .normalize()
                        .resolve(name);
        if (!Files.exists(path) && "1".equals(System.getenv("TRAPLINE_REQUIRE_SAMPLE_DATA"))) {
            fail("sample data is required, but this is missing: " + name);
        }
        assumeTrue(Files.exists(path), "sample data is not there: " + name);
        return path;
    }
}
