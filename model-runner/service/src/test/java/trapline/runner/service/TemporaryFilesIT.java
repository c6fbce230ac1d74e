package trapline.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.runner.service.RunningService.jpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.Waits;

/** What the service, in a process of its own, leaves behind. */
class TemporaryFilesIT {
    private static final String WEB_SERVER = "org.springframework.boot.web.embedded.tomcat";
    private static final Pattern LISTENS = Pattern.compile("Tomcat started on port (\\d+)");

    @TempDir private Path folder;

    @Test
    void leavesNothingAmongTheSystemsTemporaryFilesNorInTheHomeOfWhoRunsIt() throws Exception {
        var models = new TestModels(folder.resolve("models"));
        models.detector("1");
        var temporary = Files.createDirectory(folder.resolve("tmp"));
        var home = Files.createDirectory(folder.resolve("home"));
        var log = folder.resolve("service.log");
        var process = service(models.folder, temporary, home, log);
        try {
            RunningService.until("it listens; see " + log, () -> listens(process, log));

            var answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:%d/v1/detect"
                                                                    .formatted(
                                                                            port(log)
                                                                                    .orElseThrow())))
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
        try (var left = Files.walk(home)) {
            assertThat(left.filter(Files::isRegularFile))
                    .as("such as an identity to be counted by")
                    .isEmpty();
        }
    }

    private static Process service(Path models, Path temporary, Path home, Path log)
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
                                        "-Duser.home=" + home,
                                        ModelService.class.getName(),
                                        "--trapline.runner.port=0",
                                        "--logging.level." + WEB_SERVER + "=info",
                                        "--trapline.runner.models=" + models))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("HOME", home.toString());
        // As everywhere but where it is tested.
        builder.environment().keySet().removeAll(List.of("CI", "XDG_CACHE_HOME"));
        return builder.start();
    }

    private static boolean listens(Process process, Path log) {
        assertThat(process.isAlive()).as("the service runs").isTrue();
        return port(log).isPresent();
    }

    /** It takes a free port, and says which once it listens. */
    private static Optional<Integer> port(Path log) {
        try {
            return LISTENS.matcher(Files.readString(log))
                    .results()
                    .map(said -> Integer.valueOf(said.group(1)))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
