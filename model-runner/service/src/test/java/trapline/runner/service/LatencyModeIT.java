package trapline.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static trapline.runner.service.RunningService.jpeg;
import static trapline.runner.service.RunningService.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.Waits;

/** A service that is set up to answer each picture as soon as possible. */
class LatencyModeIT {
    private static final int CALLERS = 6;

    @TempDir private Path folder;
    private RunningService service;

    @BeforeEach
    void start() throws IOException {
        var models = new TestModels(folder.resolve("models"));
        models.detector("1");
        models.classifier("1");
        service =
                new RunningService(
                        models.folder,
                        "--trapline.runner.mode=latency",
                        "--trapline.runner.workers=4");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void givesEveryCoreToOneWorkerAndSaysSo() {
        var answer = json(service.get("/v1/models"));

        assertThat(answer.get("mode").asText()).isEqualTo("latency");
        assertThat(answer.get("models")).hasSize(2);
        for (var model : answer.get("models")) {
            assertThat(model.get("workers").asInt()).isEqualTo(1);
            assertThat(model.get("threads").asInt())
                    .isEqualTo(Runtime.getRuntime().availableProcessors());
        }
    }

    @Test
    void letsTheOthersWaitAndAnswersThemAll() {
        var pool = Executors.newFixedThreadPool(CALLERS);
        try {
            var answers =
                    IntStream.range(0, 3 * CALLERS)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () -> service.post("/v1/analyze", jpeg(90, 60)),
                                                    pool))
                            .toList();

            assertThat(answers)
                    .allSatisfy(
                            answer -> {
                                var said = Waits.get(answer);
                                assertThat(said.statusCode()).isEqualTo(200);
                                assertThat(json(said).get("detections")).hasSize(1);
                            });
        } finally {
            pool.shutdownNow();
        }
    }
}
