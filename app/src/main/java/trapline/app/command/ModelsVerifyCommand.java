package trapline.app.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks that the models are what their descriptors say. */
@Command(
        name = "verify",
        description = "Check descriptors, files and hashes. The exit code is 1 when one is wrong.",
        mixinStandardHelpOptions = true)
final class ModelsVerifyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @ParentCommand private ModelsCommand models;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Default: all.")
    private String name;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var verified = models.store().verify(Optional.ofNullable(name));
        for (var one : verified) {
            out.printf(
                    "%-32s %s%n",
                    one.name(),
                    one.problem()
                            .orElse(
                                    one.hashed()
                                            ? "good"
                                            : "complete; no hash is known to compare with"));
        }
        if (verified.isEmpty()) {
            out.println(
                    "There is no model%s in %s"
                            .formatted(
                                    name == null ? "" : " " + name,
                                    models.folder().toAbsolutePath().normalize()));
        }
        out.flush();
        var missing = verified.isEmpty() && name != null;
        return missing || verified.stream().anyMatch(one -> one.problem().isPresent()) ? 1 : 0;
    }
}
