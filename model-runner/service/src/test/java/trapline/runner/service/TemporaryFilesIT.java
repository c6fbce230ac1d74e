package trapline.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.runner.service.RunningService.jpeg;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.Waits;

/** What the service, in a process of its own, lays aside while it runs. */
class TemporaryFilesIT {
    @TempDir private Path folder;

    @Test
    void leavesNothingAmongTheSystemsTemporaryFilesWhenItIsStopped() throws Exception {
        var models = new TestModels(folder.resolve("models"));
        models.detector("1");
        var temporary = Files.createDirectory(folder.resolve("tmp"));
        var log = folder.resolve("service.log");
        var port = freePort();
        var process = service(models.folder, temporary, port, log);
        try {
            RunningService.until("it listens; see " + log, () -> listens(process, port));

            var answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:%d/v1/detect"
                                                                    .formatted(port)))
                                            .header("Content-Type", "image/jpeg")
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofByteArray(
                                                            jpeg(64, 64)))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } finally {
            process.destroy();
            Waits.get(process.onExit());
        }

        assertThat(temporary).isEmptyDirectory();
    }

    /** The class path goes by the environment: ONNX Runtime bears no long command line. */
    private static Process service(Path models, Path temporary, int port, Path log)
            throws IOException {
        var builder =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx256m",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Dai.djl.offline=true",
                                        "-Djava.io.tmpdir=" + temporary,
                                        ModelService.class.getName(),
                                        "--trapline.runner.port=" + port,
                                        "--trapline.runner.models=" + models))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    private static boolean listens(Process process, int port) {
        assertThat(process.isAlive()).as("the service runs").isTrue();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
