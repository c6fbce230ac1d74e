package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import trapline.routes.ftps.Eventually;
import trapline.testing.FreePort;

/** The broker that comes with Home Assistant, as a process of its own. */
final class Mosquitto implements AutoCloseable {
    private static final String[] PLACES = {"/usr/sbin", "/usr/local/sbin", "/opt/mosquitto/sbin"};

    private final int port;
    private final Path program;
    private final Path settings;
    private final Path log;
    private Process process;

    /**
     * Starts on a free port.
     *
     * @param lines of its configuration, besides those that say where it listens
     */
    Mosquitto(Path folder, String lines) throws Exception {
        program = program("mosquitto");
        port = FreePort.next();
        log = folder.resolve("mosquitto.log");
        settings =
                Files.writeString(
                        folder.resolve("mosquitto.conf"),
                        "user root\nlistener %d 127.0.0.1\n%s\n".formatted(port, lines));
        start();
    }

    /** Again on the same port; what it kept is forgotten. */
    void start() throws Exception {
        process =
                new ProcessBuilder(program.toString(), "-c", settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Eventually.holds("mosquitto listens: " + Files.readString(log), this::listens);
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** A file with one user, as mosquitto_passwd makes it. */
    static Path passwords(Path folder, String user, String password) throws Exception {
        var file = folder.resolve("passwords");
        Files.deleteIfExists(file);
        var made =
                new ProcessBuilder(
                                program("mosquitto_passwd").toString(),
                                "-b",
                                "-c",
                                file.toString(),
                                user,
                                password)
                        .redirectErrorStream(true)
                        .start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException("mosquitto_passwd: " + said);
        }
        return file;
    }

    /** Where it is; without it the test is skipped, unless everything must be tested. */
    static Path program(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        var found =
                Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of(PLACES))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, name))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (found.isEmpty() && "1".equals(System.getenv("TRAPLINE_REQUIRE_SAMPLE_DATA"))) {
            fail(name + " is not installed, and this run must test everything");
        }
        assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow();
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("mosquitto ended: " + Files.readString(log));
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }
}
