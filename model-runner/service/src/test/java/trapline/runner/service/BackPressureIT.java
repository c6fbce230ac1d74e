package trapline.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.runner.service.RunningService.jpeg;
import static trapline.runner.service.RunningService.reason;
import static trapline.runner.service.RunningService.until;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.Waits;

class BackPressureIT {
    @TempDir private Path folder;
    private TestModels models;

    @BeforeEach
    void models() throws IOException {
        models = new TestModels(folder.resolve("models"));
        models.detector("1");
        models.classifier("1");
    }

    @Test
    void refusesWhatFindsNoPlaceAndSaysWhenToComeBack() throws IOException {
        try (var service =
                new RunningService(
                        models.folder,
                        "--trapline.runner.workers=1",
                        "--trapline.runner.limits.queue=1")) {
            try (var first = new HalfUpload(service.port(), jpeg(64, 64));
                    var second = new HalfUpload(service.port(), jpeg(64, 64))) {
                until("both have their places", () -> depth(service).equals("2.0"));

                var refused = service.post("/v1/detect", jpeg(64, 64));

                assertThat(reason(refused)).isEqualTo("429 busy");
                assertThat(
                                Integer.parseInt(
                                        refused.headers().firstValue("Retry-After").orElseThrow()))
                        .isBetween(1, 60);
                assertThat(first.finish()).startsWith("HTTP/1.1 200").contains("finder");
                assertThat(second.finish()).startsWith("HTTP/1.1 200");
            }
            until("the places are free", () -> depth(service).equals("0.0"));
            assertThat(service.post("/v1/detect", jpeg(64, 64)).statusCode()).isEqualTo(200);
            assertThat(service.get("/actuator/prometheus").body())
                    .containsPattern("trapline_runner_rejected_total\\{[^}]*reason=\"busy\"");
        }
    }

    @Test
    void givesBackThePlaceOfACallerWhoWentAway() throws IOException {
        try (var service =
                new RunningService(
                        models.folder,
                        "--trapline.runner.workers=1",
                        "--trapline.runner.limits.queue=0")) {
            var upload = new HalfUpload(service.port(), jpeg(64, 64));
            until("it has its place", () -> depth(service).equals("1.0"));

            upload.close();

            until("the place is free", () -> depth(service).equals("0.0"));
            assertThat(service.post("/v1/detect", jpeg(64, 64)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersEverybodyWhoFoundAPlace() throws Exception {
        var callers = 12;
        try (var service =
                new RunningService(
                        models.folder,
                        "--trapline.runner.workers=2",
                        "--trapline.runner.limits.queue=" + callers)) {
            var pool = Executors.newFixedThreadPool(callers);
            try {
                var answers = new ArrayList<CompletableFuture<Integer>>();
                for (var i = 0; i < 5 * callers; i++) {
                    answers.add(
                            CompletableFuture.supplyAsync(
                                    () -> service.post("/v1/analyze", jpeg(200, 200)).statusCode(),
                                    pool));
                }

                assertThat(answers)
                        .allSatisfy(answer -> assertThat(Waits.get(answer)).isEqualTo(200));
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Test
    void finishesWhatItAcceptedBeforeItStops() throws Exception {
        var service = new RunningService(models.folder);
        // Stopping waits, so it gets a thread of its own, where nothing else has to wait for it.
        var pool = Executors.newSingleThreadExecutor();
        try (var upload = new HalfUpload(service.port(), jpeg(64, 64))) {
            until("it has its place", () -> depth(service).equals("1.0"));
            var port = service.port();

            var stopped = CompletableFuture.runAsync(service::close, pool);
            until("no other is let in", () -> isClosed(port));

            assertThat(upload.finish()).startsWith("HTTP/1.1 200").contains("\"finder\"");
            Waits.get(stopped);
        } finally {
            pool.shutdownNow();
        }
    }

    private static String depth(RunningService service) {
        return service.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("trapline_runner_queue_depth"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isClosed(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
