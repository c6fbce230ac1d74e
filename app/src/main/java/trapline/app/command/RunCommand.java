package trapline.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts the server for real use. */
@Command(
        name = "run",
        description = "Start it for real use. Settings come from the environment (TRAPLINE_...).",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (var server = Server.start(Map.of())) {
            var out = spec.commandLine().getOut();
            server.introduce(out);
            out.println("Stop it with Ctrl+C.");
            out.flush();
            server.awaitEnd();
        }
        return 0;
    }
}
