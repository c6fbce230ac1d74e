package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
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

    @Test
    void saysInPlainWordsThatAPortOfTheFtpsServerIsTaken() throws Exception {
        var installation = new Installation(folder, 25, Optional.empty());
        try (var another = new ServerSocket(installation.ftpsPort)) {

            var said =
                    new TypedCommand(folder, installation)
                            .with("TRAPLINE_HTTP_PORT", String.valueOf(installation.httpPort))
                            .with("TRAPLINE_FTPS_PORT", String.valueOf(another.getLocalPort()))
                            .with("TRAPLINE_FTPS_IMPLICIT_PORT", "0")
                            .fails("run");

            assertThat(said)
                    .contains(
                            "The FTPS server cannot listen on the ports %d and 0"
                                    .formatted(another.getLocalPort()),
                            "Address already in use",
                            "TRAPLINE_FTPS_PORT")
                    .doesNotContain("Caused by", "\tat ");
        }
    }
}
