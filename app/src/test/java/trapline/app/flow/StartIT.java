package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.app.database.DataFolder;

/** What the command says when the server cannot start. */
class StartIT {
    @TempDir private Path folder;

    @Test
    void saysInPlainWordsThatAnotherServerUsesTheData() throws Exception {
        var installation = new Installation(folder, 25, Optional.empty());
        try (var another = new DataFolder(installation.data)) {

            var said = new TypedCommand(folder, installation).fails("run");

            assertThat(said)
                    .contains(
                            "The data folder %s is in use by another running Trapline."
                                    .formatted(another.path()),
                            "Stop that one first")
                    .doesNotContain("Caused by", "BeanCreationException");
        }
    }
}
