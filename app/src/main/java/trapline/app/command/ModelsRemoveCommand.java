package trapline.app.command;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Removes a model. */
@Command(
        name = "remove",
        description = "Remove a model's folder: its descriptor and its files.",
        mixinStandardHelpOptions = true)
final class ModelsRemoveCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @ParentCommand private ModelsCommand models;

    @Parameters(index = "0", paramLabel = "NAME", description = "The model.")
    private String name;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        if (!yes && !confirmed()) {
            out.println("Nothing was removed. Use --yes to remove it without being asked.");
            out.flush();
            return 1;
        }
        models.store().remove(name).forEach(file -> out.println("removed " + file));
        out.flush();
        return 0;
    }

    @SuppressWarnings("SystemConsoleNull") // null where nobody can answer, before Java 22
    private boolean confirmed() {
        var console = System.console();
        return console != null
                && Optional.ofNullable(console.readLine("Remove %s? [y/N] ", name))
                        .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).startsWith("y"))
                        .isPresent();
    }
}
