package trapline.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import trapline.runner.ModelCatalogue;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.store.Fetch;
import trapline.runner.store.ModelStore;

/** The models: which there are, and how they come and go. */
@Command(
        name = "models",
        description = "List, fetch, check, try and remove models.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelsCommand.ListThem.class,
            ModelsPullCommand.class,
            ModelsImportCommand.class,
            ModelsVerifyCommand.class,
            ModelsRemoveCommand.class,
            ModelsTryCommand.class
        })
final class ModelsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--models",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "Default: TRAPLINE_MODELS, else models in the data folder.")
    private Path folder;

    @Override
    public Integer call() {
        return list(spec.commandLine().getOut());
    }

    Path folder() {
        return folder == null ? ModelsPath.of(System.getenv()) : folder;
    }

    ModelStore store() {
        return new ModelStore(folder(), new Fetch(System.getenv(), Fetch.Patience.USUAL));
    }

    /** Lists what is installed, and what could be. */
    @Command(
            name = "list",
            description = "List the models that are installed, and those that can be fetched.",
            mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {
        @Spec private CommandSpec spec;

        @ParentCommand private ModelsCommand models;

        @Override
        public Integer call() {
            return models.list(spec.commandLine().getOut());
        }
    }

    private int list(PrintWriter out) {
        var installed = new ModelFolder(folder()).installed();
        if (installed.isEmpty()) {
            out.println("No model is installed in " + folder().toAbsolutePath().normalize() + ".");
            out.println("The built-in motion detector is used: it sees that something moved.");
        } else {
            out.println("Installed in " + folder().toAbsolutePath().normalize() + ":");
            installed.forEach(model -> print(out, model.descriptor()));
            out.println();
            out.println("The first detector and the first classifier are used, unless");
            out.println("TRAPLINE_DETECTION_MODEL and TRAPLINE_CLASSIFICATION_MODEL name others.");
        }
        out.println();
        ready(out, installed.stream().map(model -> model.descriptor().name()).toList());
        out.flush();
        return 0;
    }

    private static void ready(PrintWriter out, List<String> installed) {
        Set<String> there = new HashSet<>(installed);
        out.println("Ready to be fetched with './trapline models pull NAME':");
        for (var entry : new ModelCatalogue().entries()) {
            var descriptor = entry.descriptor();
            if (!there.contains(descriptor.name())) {
                print(out, descriptor);
                out.printf(
                        "  %s%s%n",
                        descriptor.address().isEmpty() ? "Must be exported first. " : "",
                        descriptor.note().orElse(""));
            }
        }
    }

    private static void print(PrintWriter out, ModelDescriptor descriptor) {
        out.printf(
                "%-32s %-9s %-18s %s%n",
                descriptor.name(),
                descriptor.task().name().toLowerCase(Locale.ROOT),
                descriptor.version(),
                descriptor.licence().length() > 20 ? "see its page" : descriptor.licence());
    }
}
