package trapline.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static trapline.runner.service.RunningService.KEY;
import static trapline.runner.service.RunningService.reason;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class KeyIT {
    @TempDir private Path folder;

    @Test
    void answersNobodyWithoutTheKeyButShowsItsHealth(CapturedOutput log) throws IOException {
        var file = Files.writeString(folder.resolve("key"), KEY + "\n");
        var models = new TestModels(folder.resolve("models"));
        models.detector("1");
        try (var service =
                new RunningService(models.folder, "--trapline.runner.key-file=" + file)) {

            assertThat(service.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(service.get("/actuator/prometheus").statusCode()).isEqualTo(401);
            assertThat(reason(service.get("/v1/models"))).isEqualTo("401 wrong-key");
            assertThat(reason(service.post("/v1/detect", RunningService.jpeg(64, 64))))
                    .isEqualTo("401 wrong-key");
            assertThat(service.send(with(service, "Bearer " + KEY + "x")).statusCode())
                    .isEqualTo(401);
            assertThat(service.send(with(service, KEY)).statusCode()).isEqualTo(401);
            assertThat(service.send(with(service, "Bearer " + KEY)).statusCode()).isEqualTo(200);
            assertThat(service.send(with(service, "bearer " + KEY)).statusCode()).isEqualTo(200);
            assertThat(log).doesNotContain(KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void doesNotStartWhereOthersCanReachItWithoutAKey(String address, CapturedOutput log) {
        assertThatThrownBy(() -> new RunningService(folder, "--trapline.runner.address=" + address))
                .rootCause()
                .isInstanceOf(UnsafeSettings.class)
                .hasMessageContaining("trapline.runner.key");
        assertThat(log).contains("there is no key");
    }

    @Test
    void doesNotStartWithAKeyThatIsEasyToGuess() {
        assertThatThrownBy(() -> new RunningService(folder, "--trapline.runner.key=short"))
                .rootCause()
                .hasMessageContaining("too short")
                .hasMessageNotContaining("'short'");
    }

    @Test
    void startsWhereOthersCanReachItWhenItHasAKey() {
        try (var service =
                new RunningService(
                        folder,
                        "--trapline.runner.address=0.0.0.0",
                        "--trapline.runner.key=" + KEY)) {
            assertThat(service.get("/v1/models").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void saysByItsHealthThatItHasNoModelYet() {
        try (var service = new RunningService(folder)) {
            assertThat(service.get("/actuator/health").statusCode()).isEqualTo(503);
            assertThat(reason(service.post("/v1/detect", RunningService.jpeg(64, 64))))
                    .isEqualTo("503 no-model");
            assertThat(reason(service.post("/v1/classify", RunningService.jpeg(64, 64))))
                    .isEqualTo("503 no-model");
        }
    }

    private static HttpRequest.Builder with(RunningService service, String authorization) {
        return service.request("/v1/models").header("Authorization", authorization);
    }
}
