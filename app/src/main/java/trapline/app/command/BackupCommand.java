package trapline.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trapline.app.admin.LastBackup;
import trapline.app.database.EmbeddedPostgres;

/**
 * Copies what must not be lost, beside a running server: first what waits to be taken in, then the
 * database, then all files. In this order nothing is missed on its way from the one to the other,
 * and every row that is saved has its picture, because a picture is stored before its row.
 */
@Command(
        name = "backup",
        description = {
            "Copy the database, the pictures and route-config/ while the server runs.",
            "With a PostgreSQL of your own it needs pg_dump, of PostgreSQL's client programs. A"
                    + " picture that is there already is not copied again, so the same folder may"
                    + " be used every night."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    static final String DUMP = "trapline.dump";
    private static final Path SAVED_CLUSTER = Path.of("data", "postgres");
    private static final int LONGEST_DUMP_HOURS = 12;

    /** What can be made again, or belongs to the running server alone; the database goes before. */
    private static final Set<String> LEFT_OUT = Set.of("postgres", "demo", "pulling", "tomcat");

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            description = "Where the backup goes; not below the data folder.")
    private Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var environment = System.getenv();
        var data = DataPath.of(environment).toAbsolutePath().normalize();
        var target = folder.toAbsolutePath().normalize();
        if (target.startsWith(data)) {
            throw new IllegalArgumentException(
                    "A backup does not belong below %s: name a folder on another disk."
                            .formatted(data));
        }
        var clock = Clock.systemUTC();
        var started = clock.instant();
        Files.createDirectories(target);
        var bytes =
                FolderCopy.newer(data, target.resolve("data"), BackupCommand::isMoreThanWaiting);
        var isOwn = !environment.getOrDefault("TRAPLINE_DATABASE_URL", "").isBlank();
        bytes += isOwn ? dump(environment, target) : copyEmbedded(environment, data, target);
        bytes += FolderCopy.newer(data, target.resolve("data"), LEFT_OUT::contains);
        var config = Path.of(environment.getOrDefault("TRAPLINE_CONFIG", "route-config"));
        if (Files.isDirectory(config)) {
            bytes +=
                    FolderCopy.newer(
                            config.toAbsolutePath(), target.resolve("route-config"), name -> false);
        }
        new LastBackup(data).note(started, clock.instant(), target, bytes);
        var out = spec.commandLine().getOut();
        out.println(
                "Saved in %s: %sdata, route-config (%,d bytes copied)"
                        .formatted(target, isOwn ? DUMP + ", " : "", bytes));
        out.flush();
        return 0;
    }

    private static boolean isMoreThanWaiting(String name) {
        return name.equals("blobs") || LEFT_OUT.contains(name);
    }

    private static long copyEmbedded(Map<String, String> environment, Path data, Path target)
            throws IOException {
        var from = data.resolve("postgres");
        var to = Files.createDirectories(target.resolve(SAVED_CLUSTER));
        var login = People.login(environment);
        var bytes = ClusterBackup.copy(login, from.resolve("cluster"), to.resolve("cluster"));
        Files.copy(
                from.resolve("password"),
                to.resolve("password"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.deleteIfExists(target.resolve(DUMP));
        return bytes;
    }

    private static long dump(Map<String, String> environment, Path target)
            throws IOException, InterruptedException {
        var unfinished = target.resolve(DUMP + ".new");
        try {
            runPgDump(People.login(environment), unfinished);
            Files.move(
                    unfinished,
                    target.resolve(DUMP),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        // A backup holds one database: that of before would be taken for the newer one.
        FileSystemUtils.deleteRecursively(target.resolve(SAVED_CLUSTER));
        return Files.size(target.resolve(DUMP));
    }

    private static void runPgDump(EmbeddedPostgres.Login login, Path file)
            throws IOException, InterruptedException {
        var command =
                new ProcessBuilder("pg_dump", "--format=custom", "--no-password", "--file=" + file)
                        .inheritIO();
        command.environment().putAll(PgVariables.of(login));
        Process process;
        try {
            process = command.start();
        } catch (IOException e) {
            throw new IOException(
                    "pg_dump cannot be started. Install the client programs of PostgreSQL, as new as"
                            + " your server or newer (Debian: postgresql-client-17 for 17).",
                    e);
        }
        if (!process.waitFor(LONGEST_DUMP_HOURS, TimeUnit.HOURS)) {
            process.destroy();
            throw new IOException(
                    "pg_dump was not done in %d hours. Nothing was noted."
                            .formatted(LONGEST_DUMP_HOURS));
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    "pg_dump failed; what it said stands above. It must be as new as your server or"
                            + " newer. Nothing was noted.");
        }
    }
}
