package trapline.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trapline.runner.ModelFolder;

/** Lists the models that are installed. */
@Command(
        name = "models",
        description = "List the models that are installed.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "list",
            description = "Lists them; the only thing there is to say.",
            defaultValue = "list")
    private String what;

    @Override
    public Integer call() {
        if (!what.equals("list")) {
            throw new IllegalArgumentException("There is only './trapline models list'.");
        }
        var folder = folder();
        var out = spec.commandLine().getOut();
        var installed = new ModelFolder(folder).installed();
        if (installed.isEmpty()) {
            out.println("No model is installed in " + folder.toAbsolutePath().normalize() + ".");
            out.println("The built-in motion detector is used: it sees that something moved.");
        } else {
            installed.forEach(model -> print(out, model));
            out.println();
            out.println("The first detector and the first classifier are used, unless");
            out.println("TRAPLINE_DETECTION_MODEL and TRAPLINE_CLASSIFICATION_MODEL name others.");
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, ModelFolder.Installed model) {
        var descriptor = model.descriptor();
        out.printf(
                "%-22s %-9s %-8s %s%n",
                descriptor.name(),
                descriptor.task().name().toLowerCase(Locale.ROOT),
                descriptor.version(),
                descriptor.file());
    }

    private static Path folder() {
        var models = System.getenv("TRAPLINE_MODELS");
        if (models != null && !models.isBlank()) {
            return Path.of(models);
        }
        return DataPath.of(System.getenv()).resolve("models");
    }
}
