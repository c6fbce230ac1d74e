package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import trapline.app.database.EmbeddedPostgres;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.camera.SyntheticPictures;
import trapline.standin.smtp.SmtpStandIn;

/** Saves a server whose database is a PostgreSQL of somebody's own, with PostgreSQL's programs. */
class OwnPostgresBackupIT {
    private static final int PICTURES = 3;

    @TempDir private Path folder;

    @Test
    void goesOnElsewhereWithWhatPgDumpSaved() throws Exception {
        var programs = programs();
        var saved = folder.resolve("saved");
        try (var smtp = SmtpStandIn.start();
                var own = own(programs)) {
            var first = new Installation(folder.resolve("first"), smtp.port(), Optional.empty());
            var before = database(own, "before");
            use(first, own, before);
            // A backup of the time with the embedded database lies in the same folder.
            Files.createDirectories(saved.resolve("data/postgres/cluster"));
            var server = new ServerProcess(folder, first);
            List<String> captures;
            server.start();
            try {
                upload(first);
                Until.holds("every picture is completed", () -> completed(own, before) == PICTURES);
                captures = captures(own, before);

                assertThat(
                                typed(first, own, before)
                                        .with("PATH", programs.resolve("bin").toString())
                                        .works("backup", saved.toString()))
                        .contains("trapline.dump, data, route-config");
            } finally {
                server.stop();
            }
            assertThat(saved.resolve("data/postgres")).doesNotExist();

            var second = new Installation(folder.resolve("second"), smtp.port(), Optional.empty());
            var after = database(own, "after");
            use(second, own, after);
            assertThat(
                            typed(second, own, after)
                                    .works("restore", saved.toString(), "--replace-config"))
                    .contains("pg_restore --no-owner");
            restore(programs, own, "after", saved.resolve("trapline.dump"));
            var restored = new ServerProcess(folder, second);
            restored.start();
            try {
                assertThat(captures(own, after)).isEqualTo(captures);
                Until.holds("its API answers", () -> status(second, "/actuator/health") == 200);
                for (var capture : captures) {
                    var bytes = "/api/captures/%s/original".formatted(capture.split(" ")[0]);
                    assertThat(status(second, bytes)).isEqualTo(200);
                }
            } finally {
                restored.stop();
            }
        }
    }

    @Test
    void saysWhatToInstallWhereThereIsNoPgDump() throws Exception {
        var nothing = Files.createDirectory(folder.resolve("bin"));

        var said =
                asked("jdbc:postgresql://db.example.org/trapline")
                        .with("PATH", nothing.toString())
                        .fails("backup", folder.resolve("saved").toString());

        assertThat(said).contains("pg_dump cannot be started", "postgresql-client-17");
        assertThat(folder.resolve("data/last-backup.json")).doesNotExist();
    }

    @Test
    void notesNoBackupThatPgDumpDidNotFinishAndKeepsTheOneBefore() throws Exception {
        var saved = Files.createDirectory(folder.resolve("saved"));
        Files.writeString(saved.resolve("trapline.dump"), "that of yesterday");
        var bin =
                pgDump(
                        """
                        for word; do case $word in --file=*) echo half >"${word#--file=}";; esac; done
                        echo "aborting because of server version mismatch" >&2
                        exit 1
                        """);

        var said =
                asked("jdbc:postgresql://db.example.org/trapline")
                        .with("PATH", bin.toString())
                        .fails("backup", saved.toString());

        assertThat(said)
                .contains("server version mismatch", "It must be as new as your server or newer");
        assertThat(saved.resolve("trapline.dump")).hasContent("that of yesterday");
        assertThat(saved.resolve("trapline.dump.new")).doesNotExist();
        assertThat(folder.resolve("data/last-backup.json")).doesNotExist();
    }

    @Test
    void tellsPgDumpWhereTheDatabaseIsByTheEnvironmentAlone() throws Exception {
        var told = folder.resolve("told");
        var bin =
                pgDump(
                        """
                        echo "$*" >%1$s
                        echo "$PGHOST $PGPORT $PGDATABASE $PGUSER $PGPASSWORD $PGSSLMODE" >>%1$s
                        for word; do case $word in --file=*) : >"${word#--file=}";; esac; done
                        """
                                .formatted(told));

        asked("jdbc:postgresql://db.example.org:6432/field%20data?ssl=true&currentSchema=public")
                .with("PATH", bin.toString())
                .works("backup", folder.resolve("saved").toString());

        assertThat(Files.readAllLines(told))
                .hasSize(2)
                .noneMatch(line -> line.startsWith("-") && line.contains("a-secret"))
                .contains("db.example.org 6432 field data trapline a-secret verify-full");
    }

    /** Where no server runs: how the database is reached is left to pg_dump. */
    private TypedCommand asked(String url) throws IOException {
        var installation = new Installation(folder, 25, Optional.empty());
        Files.createDirectories(installation.data);
        return typed(installation, url, "trapline", "a-secret");
    }

    private Path pgDump(String script) throws IOException {
        var bin = Files.createDirectory(folder.resolve("bin"));
        Files.createFile(
                bin.resolve("pg_dump"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(bin.resolve("pg_dump"), "#!/bin/sh\n" + script);
        return bin;
    }

    /** A whole PostgreSQL of this machine, server and client programs; the newest. */
    private static Path programs() throws IOException {
        var versions = Path.of("/usr/lib/postgresql");
        assumeTrue(Files.isDirectory(versions), "no PostgreSQL is installed on this machine");
        try (var all = Files.list(versions)) {
            var whole =
                    all.filter(one -> one.getFileName().toString().matches("\\d+"))
                            .filter(one -> Files.isExecutable(one.resolve("bin/initdb")))
                            .filter(one -> Files.isExecutable(one.resolve("bin/pg_dump")))
                            .max(
                                    Comparator.comparingInt(
                                            one -> Integer.parseInt(one.getFileName().toString())));
            assumeTrue(whole.isPresent(), "no whole PostgreSQL is installed on this machine");
            return whole.orElseThrow();
        }
    }

    /** Runs those programs instead of the ones that travel with Trapline. */
    private EmbeddedPostgres own(Path programs) throws IOException {
        var home = Files.createDirectory(folder.resolve("own"));
        Files.createSymbolicLink(home.resolve("programs"), programs);
        return new EmbeddedPostgres(home);
    }

    /** Makes one, and says its address. */
    private static String database(EmbeddedPostgres own, String name) throws SQLException {
        try (var connection = DriverManager.getConnection(own.url(), own.user(), own.password());
                var statement = connection.createStatement()) {
            statement.execute("create database \"%s\"".formatted(name));
        }
        return own.url().replaceAll("/postgres$", "/" + name);
    }

    private static void use(Installation installation, EmbeddedPostgres own, String url) {
        installation.set("trapline.database.url", url);
        installation.set("trapline.database.user", own.user());
        installation.set("trapline.database.password", own.password());
    }

    private TypedCommand typed(Installation installation, EmbeddedPostgres own, String url) {
        return typed(installation, url, own.user(), own.password());
    }

    private TypedCommand typed(
            Installation installation, String url, String user, String password) {
        return new TypedCommand(folder, installation)
                .with("TRAPLINE_DATABASE_URL", url)
                .with("TRAPLINE_DATABASE_USER", user)
                .with("TRAPLINE_DATABASE_PASSWORD", password);
    }

    /** As the command says. */
    private void restore(Path programs, EmbeddedPostgres own, String database, Path dump)
            throws IOException, InterruptedException {
        var said = folder.resolve("pg_restore.txt");
        var command =
                new ProcessBuilder(
                                programs.resolve("bin/pg_restore").toString(),
                                "--no-owner",
                                "--exit-on-error",
                                "--host=127.0.0.1",
                                "--port=" + own.url().replaceAll(".*:(\\d+)/.*", "$1"),
                                "--username=" + own.user(),
                                "--dbname=" + database,
                                dump.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        command.environment().put("PGPASSWORD", own.password());
        var process = command.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }

    private static void upload(Installation installation) throws IOException {
        var synthetic = new SyntheticPictures(1);
        try (var camera = new SimulatedCamera(installation.camera("north"))) {
            for (var i = 0; i < PICTURES; i++) {
                var picture = synthetic.empty(LocalDateTime.of(2026, 3, 1, 12, i));
                camera.upload(picture.jpeg(), "IMG_%04d.JPG".formatted(i));
            }
        }
    }

    private static int status(Installation installation, String path) {
        try {
            return installation.get(path).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static long completed(EmbeddedPostgres own, String url) {
        return jdbc(own, url)
                .sql("select count(*) from capture where state = 'completed'")
                .query(Long.class)
                .single();
    }

    private static List<String> captures(EmbeddedPostgres own, String url) {
        return jdbc(own, url)
                .sql("select capture_id || ' ' || sha256 from capture order by 1")
                .query(String.class)
                .list();
    }

    private static JdbcClient jdbc(EmbeddedPostgres own, String url) {
        return JdbcClient.create(new DriverManagerDataSource(url, own.user(), own.password()));
    }
}
