package trapline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Real pictures and models that lie beside the repository, where they are. */
public final class SampleData {
    private SampleData() {}

    /**
     * A file of the sample data, such as {@code images/human.jpg}. Where there is none the test is
     * skipped, or fails if TRAPLINE_REQUIRE_SAMPLE_DATA is 1.
     */
    public static Path file(String name) {
        var file = folder().toAbsolutePath().normalize().resolve(name);
        if ("1".equals(System.getenv("TRAPLINE_REQUIRE_SAMPLE_DATA"))) {
            assertThat(file).exists();
        }
        assumeTrue(Files.exists(file), "sample data is not here: " + file);
        return file;
    }

    private static Path folder() {
        var named = Optional.ofNullable(System.getenv("TRAPLINE_SAMPLE_DATA")).map(Path::of);
        return named.orElseGet(
                () ->
                        Files.exists(Path.of("../../shared/data"))
                                ? Path.of("../../shared/data")
                                : Path.of("../shared/data"));
    }
}
