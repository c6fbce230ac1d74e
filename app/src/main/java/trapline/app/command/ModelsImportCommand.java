package trapline.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import trapline.runner.CropClassifier;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ObjectDetector;

/** Takes in a model from a folder. */
@Command(
        name = "import",
        description =
                "Take in a model from a folder with a model.yaml and the files it names. It is run"
                        + " once, to see that its descriptor fits.",
        mixinStandardHelpOptions = true)
final class ModelsImportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @ParentCommand private ModelsCommand models;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Has a model.yaml.")
    private Path source;

    @Option(names = "--replace", description = "Overwrite a model of the same name.")
    private boolean replace;

    @Override
    public Integer call() throws IOException {
        LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
        var descriptor = source.resolve("model.yaml");
        if (Files.isRegularFile(descriptor)) {
            load(new ModelFolder.Installed(ModelFolder.parse(descriptor), source));
        }
        var installed = models.store().importFrom(source, replace);
        var out = spec.commandLine().getOut();
        out.printf(
                "%s %s is installed in %s%n",
                installed.descriptor().name(),
                installed.descriptor().version(),
                installed.folder());
        out.flush();
        return 0;
    }

    /** Fails when the file and the descriptor do not fit. */
    static void load(ModelFolder.Installed model) {
        if (!Files.exists(model.weights())) {
            return;
        }
        if (model.descriptor().task() == ModelDescriptor.Task.DETECT) {
            new ObjectDetector(model, 1).close();
        } else {
            new CropClassifier(model, 1).close();
        }
    }
}
