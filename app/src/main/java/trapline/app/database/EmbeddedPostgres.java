package trapline.app.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in the data folder, for installations that bring none. It listens on this
 * machine only, with a password of its own. It outlives a killed application, which takes it up
 * again at its next start, and is started again when it dies.
 */
public class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String USER = "trapline";
    private static final long LOOK_EVERY_SECONDS = 2;
    private static final int START_SECONDS = 120;

    /** Larger than any process id that Linux or macOS gives. */
    private static final String NOBODY = String.valueOf(Integer.MAX_VALUE);

    private final Path folder;
    private final Path cluster;
    private final Path programs;
    private final String password;
    private final int port;
    private final ScheduledExecutorService watchman =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        var thread = new Thread(task, "postgres-watchman");
                        thread.setDaemon(true);
                        return thread;
                    });
    private volatile boolean stopping;

    /** Starts the server, or takes up the one that an earlier run left running. */
    public EmbeddedPostgres(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.cluster = folder.resolve("cluster");
        this.programs = PostgresBinaries.unpack(folder);
        this.password = Secrets.in(folder.resolve("password"));
        initialise();
        var left = runningServer();
        if (left.isPresent()) {
            port = left.get().port();
            log.info("Took up the PostgreSQL that was left running on port {}", port);
        } else {
            port = freePort();
            start();
        }
        var unused =
                watchman.scheduleWithFixedDelay(
                        this::watch, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * How to reach the server that another process runs in this folder; empty: none runs.
     *
     * @param folder as given to the constructor there
     */
    public static Optional<Login> ofOtherProcess(Path folder) throws IOException {
        var server = runningServer(folder.resolve("cluster"));
        if (server.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Login(url(server.get().port()), USER, Secrets.in(folder.resolve("password"))));
    }

    /** What it takes to connect. */
    public record Login(String url, String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Login[%s]".formatted(url);
        }
    }

    public String url() {
        return url(port);
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Stops the server in good order. */
    @Override
    public void close() throws IOException {
        stopping = true;
        watchman.shutdownNow();
        if (runningServer().isPresent()) {
            run("pg_ctl", "stop", "-w", "-m", "fast", "-D", cluster.toString());
        }
    }

    private void watch() {
        try {
            if (!stopping && runningServer().isEmpty()) {
                log.error("PostgreSQL has stopped. Starting it again");
                start();
                log.info("PostgreSQL runs again");
            }
        } catch (IOException | RuntimeException e) {
            // Whatever it was, such as a file that is being written, the next look must come.
            log.error(
                    "PostgreSQL could not be looked after, next try in {} s: {}",
                    LOOK_EVERY_SECONDS,
                    e.toString());
        }
    }

    private void initialise() throws IOException {
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            return;
        }
        run(
                "initdb",
                "-D",
                cluster.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + folder.resolve("password"),
                "-E",
                "UTF8",
                "--locale=C",
                "--no-instructions");
    }

    private void start() throws IOException {
        forgetDeadServer();
        var options =
                String.join(
                        " ",
                        "-p " + port,
                        "-c listen_addresses=127.0.0.1",
                        "-c unix_socket_directories=''",
                        "-c shared_buffers=128MB",
                        "-c max_connections=60",
                        "-c timezone=UTC",
                        "-c log_timezone=UTC",
                        // A new database grows quickly: plans made for empty tables must not stay.
                        "-c autovacuum_naptime=15s",
                        // Nobody waits for the answer to who has gone.
                        "-c client_connection_check_interval=10s",
                        "-c log_min_messages=warning");
        run(
                "pg_ctl",
                "start",
                "-w",
                "-t",
                String.valueOf(START_SECONDS),
                "-D",
                cluster.toString(),
                "-l",
                folder.resolve("postgres.log").toString(),
                "-o",
                options);
    }

    /**
     * The number that a killed server left may be another process's by now, above all after the
     * start of a machine or container. PostgreSQL would take that one for itself and refuse to
     * start. A number that nobody has lets it go on to its other check: whether a process of the
     * killed server still uses the data.
     */
    private void forgetDeadServer() throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var lines = Files.readAllLines(file);
        if (lines.isEmpty()) {
            Files.delete(file);
        } else {
            lines.set(0, NOBODY);
            Files.write(file, lines);
        }
    }

    /** Reads the file that a running server keeps: process id in line 1, port in line 4. */
    private Optional<RunningServer> runningServer() throws IOException {
        return runningServer(cluster);
    }

    private static Optional<RunningServer> runningServer(Path cluster) throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        if (lines.size() < 4 || lines.get(3).isBlank()) {
            return Optional.empty();
        }
        var pid = Long.parseLong(lines.get(0).strip());
        var alive =
                ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .map(process -> process.info().command().orElse("postgres"))
                        .filter(command -> command.contains("postgres"));
        return alive.map(command -> new RunningServer(Integer.parseInt(lines.get(3).strip())));
    }

    private void run(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>(notAsRoot());
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        var output = Files.createTempFile(folder, program, ".out");
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(START_SECONDS + 30L, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end in time");
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        "%s ended with %d: %s. See %s"
                                .formatted(
                                        program,
                                        process.exitValue(),
                                        Files.readString(output).strip(),
                                        folder.resolve("postgres.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace without a mapping it is nobody, and
     * the files stay root's.
     */
    private static List<String> notAsRoot() {
        var root =
                "root".equals(System.getProperty("user.name"))
                        && Files.isExecutable(Path.of("/usr/bin/unshare"));
        return root ? List.of("/usr/bin/unshare", "-U") : List.of();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private record RunningServer(int port) {}
}
