package trapline.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.synthetic.OnnxFile;
import trapline.runner.synthetic.SyntheticModel;

/** A machine for which the engine has no libraries, or on which they cannot be loaded. */
class EngineMissingTest {
    @TempDir private Path folder;

    @Test
    void saysThatTheEngineCannotRunOnThisMachine() throws Exception {
        var model = new SyntheticModel(folder);
        OnnxFile.table(model.weights(), new float[8], 1, 8);
        model.detector("v5", "{size: 32}");
        var nothing = Files.createDirectory(folder.resolve("no-libraries"));
        var log = folder.resolve("log");

        var program =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Dai.djl.offline=true",
                                        "-Donnxruntime.native.path=" + nothing,
                                        Loading.class.getName(),
                                        folder.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Waits.get(Waits.atMost(program.start()).onExit());

        assertThat(log)
                .content()
                .contains(
                        "ModelUnavailable: Model synthetic: OnnxRuntime cannot run on this machine");
    }

    /** Loads the model in the folder that it is given. */
    static final class Loading {
        private Loading() {}

        public static void main(String[] arguments) {
            var found = new ModelFolder(Path.of(arguments[0])).installed().get(0);
            new ObjectDetector(found, 1).close();
        }
    }
}
