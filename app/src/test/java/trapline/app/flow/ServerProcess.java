package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import trapline.app.Trapline;
import trapline.app.database.EmbeddedPostgres;

/** The whole program in a process of its own, to be killed and started again. */
final class ServerProcess {
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);
    private static final int TAIL_LINES = 30;

    private final Path log;
    private final Installation installation;
    private Process process;

    /**
     * @param folder gets the log of all its lives
     */
    ServerProcess(Path folder, Installation installation) {
        this.log = folder.resolve("server.log");
        this.installation = installation;
    }

    /** Starts it and waits until it listens for cameras. */
    void start() throws IOException {
        launch();
        Until.holds("the server listens for cameras; see " + log, () -> listens());
    }

    /** Starts it and waits for nothing. */
    void launch() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-Dai.djl.offline=true", "-XX:TieredStopAtLevel=1"));
        // Who is killed deletes nothing.
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(temporary()));
        command.add(Launch.class.getName());
        command.addAll(List.of(installation.arguments()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
    }

    /** Starts the server as the command does, with settings as arguments. */
    static final class Launch {
        private Launch() {}

        public static void main(String[] arguments) {
            SpringApplication.run(Trapline.class, arguments);
        }
    }

    /** Lets it live so long, and then ends it without a word. */
    void killWithin(Duration life) throws InterruptedException {
        assertThat(process.waitFor(life.toMillis(), TimeUnit.MILLISECONDS))
                .as("the server ended by itself: %s", tail())
                .isFalse();
        process.destroyForcibly().waitFor();
    }

    void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    Installation installation() {
        return installation;
    }

    JdbcClient database() throws IOException {
        var login =
                EmbeddedPostgres.ofOtherProcess(installation.data.resolve("postgres"))
                        .orElseThrow();
        return JdbcClient.create(
                new DriverManagerDataSource(login.url(), login.user(), login.password()));
    }

    /** What it takes for the system's folder of temporary files. */
    Path temporary() {
        return log.resolveSibling("tmp");
    }

    /** What it said, in all its lives. */
    String log() throws IOException {
        return Files.readString(log);
    }

    private boolean listens() {
        assertThat(process.isAlive()).as("server runs, else: %s", tail()).isTrue();
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), installation.ftpsPort),
                    1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What it said last, without the frames of stack traces, among which the reasons drown. */
    private String tail() {
        try (var lines = Files.lines(log)) {
            var said = lines.filter(line -> !line.startsWith("\t")).toList();
            return String.join(
                    "\n", said.subList(Math.max(0, said.size() - TAIL_LINES), said.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }
}
