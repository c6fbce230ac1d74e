package trapline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * One real PostgreSQL for all tests of this process. It ends with the process, however that ends,
 * and takes its files with it. Nothing in it is durable.
 */
final class TestPostgres {
    private static final String USER = "trapline";
    private static final String TEMPLATE = "trapline_template";
    private static final int START_SECONDS = 120;

    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private TestPostgres() {
        try {
            port = FreePort.next();
            start(PostgresPrograms.unpacked(), Files.createTempDirectory("trapline-test-cluster"));
            sql("create database " + TEMPLATE);
            Flyway.configure()
                    .dataSource(url(TEMPLATE), USER, USER)
                    .locations("classpath:trapline")
                    .load()
                    .migrate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started by the first test that needs it. */
    private static final class Holder {
        private static final TestPostgres RUNNING = new TestPostgres();
    }

    static TestPostgres running() {
        return Holder.RUNNING;
    }

    /** A new database with every table and no row. */
    String newDatabase() {
        var name = "test_" + databases.incrementAndGet();
        sql("create database %s template %s".formatted(name, TEMPLATE));
        return name;
    }

    /** A new database without a table. */
    String emptyDatabase() {
        var name = "test_" + databases.incrementAndGet();
        sql("create database " + name);
        return name;
    }

    void drop(String database) {
        sql("drop database if exists %s with (force)".formatted(database));
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    String user() {
        return USER;
    }

    private void sql(String statement) {
        try (var connection = DriverManager.getConnection(url("postgres"), USER, USER);
                var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /**
     * A shell stands between: it waits at the end of the pipe from this process, and stops the
     * server when the pipe breaks.
     */
    private void start(Path programs, Path cluster) throws IOException {
        var script =
                """
                set -e
                bin=$1; data=$2; port=$3
                "$bin/initdb" -D "$data" -U %s -A trust -E UTF8 --locale=C --no-instructions \
                    --no-sync >"$data.log" 2>&1
                "$bin/postgres" -D "$data" -p "$port" -c listen_addresses=127.0.0.1 \
                    -c unix_socket_directories= -c fsync=off -c synchronous_commit=off \
                    -c full_page_writes=off -c shared_buffers=64MB -c max_connections=200 \
                    -c timezone=UTC -c log_timezone=UTC </dev/null >>"$data.log" 2>&1 &
                server=$!
                tries=0
                until "$bin/pg_ctl" status -D "$data" >/dev/null 2>&1 \
                    && grep -q ready "$data/postmaster.pid"; do
                  kill -0 $server || { cat "$data.log"; exit 1; }
                  tries=$((tries + 1)); [ $tries -lt %d ] || { cat "$data.log"; exit 1; }
                  sleep 0.1
                done
                echo started
                set +e
                read -r unused
                kill -INT $server; wait $server
                rm -rf "$data" "$data.log"
                """
                        .formatted(USER, START_SECONDS * 10);
        var command = new ArrayList<String>(notAsRoot());
        command.addAll(
                List.of(
                        "/bin/sh",
                        "-c",
                        script,
                        "trapline-test-postgres",
                        programs.resolve("bin").toString(),
                        cluster.toString(),
                        String.valueOf(port)));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        var output = process.inputReader();
        var said = new StringBuilder();
        String line;
        while ((line = output.readLine()) != null) {
            if (line.equals("started")) {
                stopAtTheEnd(process);
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException("PostgreSQL did not start: " + said);
    }

    /** Breaking the pipe is enough, but an orderly end also waits until the files are gone. */
    private static void stopAtTheEnd(Process process) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    try {
                                        process.outputWriter().close();
                                        process.waitFor(20, TimeUnit.SECONDS);
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                },
                                "test-postgres-stop"));
    }

    /** PostgreSQL refuses to run as root; in a user namespace without a mapping it is nobody. */
    private static List<String> notAsRoot() {
        var root =
                "root".equals(System.getProperty("user.name"))
                        && Files.isExecutable(Path.of("/usr/bin/unshare"));
        return root ? List.of("/usr/bin/unshare", "-U") : List.of();
    }
}
