package trapline.app.command;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import trapline.app.Trapline;

/** All commands. */
@Command(
        name = "trapline",
        description = "From a camera's file to an alert that arrives.",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            CheckCommand.class,
            SimulateCommand.class,
            StandInsCommand.class,
            ModelsCommand.class,
            DetectCommand.class,
            ConvertCommand.class,
            UserCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            Commands.VersionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Commands implements Runnable {
    @Spec private CommandSpec spec;

    /**
     * @return 0: done; 1: it went wrong, and why was printed; 2: wrong usage
     */
    public static int run(String[] args) {
        return new CommandLine(new Commands())
                .setExecutionExceptionHandler(Commands::sayWhy)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }

    private static int sayWhy(
            Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        if (!(failure instanceof AlreadySaid)) {
            PrintWriter err = command.getErr();
            err.println(
                    Optional.ofNullable(failure.getMessage())
                            .orElse(failure.getClass().getSimpleName()));
            err.flush();
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Says which version this is. */
    @Command(name = "version", description = "Say which version this is.")
    static final class VersionCommand implements Runnable {
        @Spec private CommandSpec spec;

        @Override
        public void run() {
            var out = spec.commandLine().getOut();
            out.println(new Version().getVersion()[0]);
            out.flush();
        }
    }

    /** The version of this build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var built = Trapline.class.getPackage().getImplementationVersion();
            return new String[] {
                "Trapline %s on Java %s"
                        .formatted(
                                Optional.ofNullable(built).orElse("(not packaged)"),
                                Runtime.version())
            };
        }
    }
}
