package trapline.app.command;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trapline.app.admin.LastBackup;

/**
 * Copies what must not be lost, beside a running server: first the database, then the files. In
 * this order every row that is saved has its picture, because a picture is stored before its row.
 */
@Command(
        name = "backup",
        description = {
            "Copy the database, the pictures and route-config/ while the server runs.",
            "Needs pg_dump, of PostgreSQL's client programs. What is there already is not copied"
                    + " again, so the same folder may be used every night."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    private static final String DUMP = "trapline.dump";
    private static final int LONGEST_DUMP_HOURS = 12;

    /** What can be made again, or belongs to the running server alone. */
    private static final Set<String> LEFT_OUT = Set.of("postgres", "demo", "pulling");

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
        dump(environment, target);
        var bytes = Files.size(target.resolve(DUMP));
        bytes += copy(data, target.resolve("data"));
        var config = Path.of(environment.getOrDefault("TRAPLINE_CONFIG", "route-config"));
        if (Files.isDirectory(config)) {
            bytes += copy(config.toAbsolutePath(), target.resolve("route-config"));
        }
        new LastBackup(data).note(started, clock.instant(), target, bytes);
        var out = spec.commandLine().getOut();
        out.println(
                "Saved in %s: %s, data, route-config (%,d bytes copied)"
                        .formatted(target, DUMP, bytes));
        out.flush();
        return 0;
    }

    /** The password goes by the environment, where other users of the machine cannot see it. */
    private static void dump(Map<String, String> environment, Path target)
            throws IOException, InterruptedException {
        var login = People.login(environment);
        var unfinished = target.resolve(DUMP + ".new");
        var command =
                new ProcessBuilder(
                                List.of(
                                        "pg_dump",
                                        "--format=custom",
                                        "--no-password",
                                        "--username=" + login.user(),
                                        "--dbname=" + login.url().substring("jdbc:".length()),
                                        "--file=" + unfinished))
                        .inheritIO();
        command.environment().put("PGPASSWORD", login.password());
        Process process;
        try {
            process = command.start();
        } catch (IOException e) {
            throw new IOException(
                    "pg_dump cannot be started. Install the client programs of PostgreSQL 17 or"
                            + " newer (Debian: postgresql-client).",
                    e);
        }
        if (!process.waitFor(LONGEST_DUMP_HOURS, TimeUnit.HOURS) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException("pg_dump failed; what it said stands above. Nothing was noted.");
        }
        Files.move(
                unfinished,
                target.resolve(DUMP),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Copies what is new or changed; blobs never change, so most of it is there already. */
    private static long copy(Path from, Path to) throws IOException {
        var copied = new ArrayList<Long>();
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path visited, BasicFileAttributes attributes) throws IOException {
                        var name = from.relativize(visited).toString();
                        if (LEFT_OUT.contains(name)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(name));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        var copy = to.resolve(from.relativize(file).toString());
                        if (attributes.isRegularFile() && !isThere(copy, attributes)) {
                            Files.copy(
                                    file,
                                    copy,
                                    StandardCopyOption.REPLACE_EXISTING,
                                    StandardCopyOption.COPY_ATTRIBUTES);
                            copied.add(attributes.size());
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    /** A running server moves and removes files; the next backup has the rest. */
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (Files.exists(file)) {
                            throw failure;
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return copied.stream().mapToLong(Long::longValue).sum();
    }

    private static boolean isThere(Path copy, BasicFileAttributes original) throws IOException {
        return Files.exists(copy)
                && Files.size(copy) == original.size()
                && Files.getLastModifiedTime(copy).equals(original.lastModifiedTime());
    }
}
