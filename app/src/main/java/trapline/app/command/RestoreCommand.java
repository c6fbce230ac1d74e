package trapline.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts what the backup command saved into empty places, from where the server goes on. */
@Command(
        name = "restore",
        description = {
            "Put a backup into an empty data folder. Start the server afterwards.",
            "Of a PostgreSQL of your own, restore trapline.dump with pg_restore as well."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Where the backup lies.")
    private Path folder;

    @Option(
            names = "--replace-config",
            description = "Replace files that the configuration has by those of the backup.")
    private boolean replaceConfig;

    @Override
    public Integer call() throws IOException {
        var environment = System.getenv();
        var saved = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(saved.resolve("data"))) {
            throw new IllegalArgumentException(
                    "%s holds no backup: there is no folder 'data' in it.".formatted(saved));
        }
        var data = DataPath.of(environment).toAbsolutePath().normalize();
        if (!isEmpty(data)) {
            throw new IllegalArgumentException(
                    "%s is not empty. Stop the server, move what is there away, and try again."
                            .formatted(data));
        }
        var out = spec.commandLine().getOut();
        var bytes = FolderCopy.all(saved.resolve("data"), data, name -> false);
        out.println("%s holds the data of the backup (%,d bytes).".formatted(data, bytes));
        var config =
                Path.of(environment.getOrDefault("TRAPLINE_CONFIG", "route-config"))
                        .toAbsolutePath()
                        .normalize();
        var savedConfig = saved.resolve("route-config");
        if (!Files.isDirectory(savedConfig)) {
            out.println("The backup has no configuration.");
        } else if (isEmpty(config) || replaceConfig) {
            FolderCopy.all(savedConfig, config, name -> false);
            out.println("%s holds the configuration of the backup.".formatted(config));
        } else {
            out.println(
                    "%s was left as it is. That of the backup lies in %s; --replace-config takes it."
                            .formatted(config, savedConfig));
        }
        if (Files.exists(saved.resolve(BackupCommand.DUMP))) {
            out.println("Before you start the server, restore the database into an empty one:");
            out.println(
                    "  pg_restore --no-owner --exit-on-error --host=HOST --username=USER"
                            + " --dbname=NAME "
                            + saved.resolve(BackupCommand.DUMP));
        }
        out.flush();
        return 0;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
