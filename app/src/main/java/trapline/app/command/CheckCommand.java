package trapline.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trapline.app.config.ConfigCheck;

/** Looks for mistakes in the configuration without starting anything. */
@Command(
        name = "check",
        description = "Look for mistakes in route-config/ without starting anything.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Default: TRAPLINE_CONFIG, else route-config.",
            defaultValue = "${env:TRAPLINE_CONFIG:-route-config}")
    private Path folder;

    @Option(
            names = "--dry-run",
            paramLabel = "RULE",
            description = {
                "Say what this rule would have sent over the last days, without sending.",
                "The server must be running."
            })
    private String dryRun;

    @Option(
            names = "--days",
            description = "How many days a dry run looks back, 1 to 90. Default: 7.",
            defaultValue = "7")
    private int days;

    @Override
    public Integer call() throws Exception {
        if (days < 1 || days > 90) {
            throw new ParameterException(spec.commandLine(), "--days goes from 1 to 90.");
        }
        // What Camel says while it tries routes out is of no help here.
        LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
        var out = spec.commandLine().getOut();
        var problems = ConfigCheck.of(System.getenv()).problems(folder);
        problems.forEach(out::println);
        var where = folder.toAbsolutePath().normalize();
        out.println(
                problems.isEmpty()
                        ? "No mistakes in " + where
                        : "%d %s in %s"
                                .formatted(
                                        problems.size(),
                                        problems.size() == 1 ? "mistake" : "mistakes",
                                        where));
        out.flush();
        if (dryRun != null && problems.isEmpty()) {
            try (var past = PastOfRules.beside(System.getenv())) {
                past.tell(ConfigCheck.of(System.getenv()).rules(folder), dryRun, days, out);
            }
        }
        return problems.isEmpty() ? 0 : 1;
    }
}
