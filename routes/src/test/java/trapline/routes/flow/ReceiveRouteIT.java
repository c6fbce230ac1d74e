package trapline.routes.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import trapline.testing.Pictures;
import trapline.testing.TestDatabase;

/** Station receive as its YAML runs it, and the kamelet by which stations hand over. */
class ReceiveRouteIT {
    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    @TempDir static Path folder;
    private static FlowWorld flow;

    @BeforeAll
    static void startRoutes() throws Exception {
        flow = new FlowWorld(database, folder, 1, "capture");
    }

    @AfterAll
    static void stop() {
        flow.close();
    }

    @Test
    void keepsAPictureAndHandsItToDetection() throws Exception {
        receive("north/IMG_0001.JPG", Pictures.jpeg(64, 48, 1));

        assertThat(flow.rows("capture")).isEqualTo(1);
        assertThat(flow.count("image-ingested")).isEqualTo(1);
        assertThat(flow.rows("quarantine")).isZero();
    }

    @Test
    void handsTheSamePictureOverOnce() throws Exception {
        var picture = Pictures.jpeg(64, 48, 1);

        receive("north/IMG_0001.JPG", picture);
        receive("north/IMG_0001.JPG", picture);

        assertThat(flow.rows("capture")).isEqualTo(1);
        assertThat(flow.count("image-ingested")).isEqualTo(1);
    }

    @Test
    void setsAsideWhatIsNoPictureAndEndsWell() throws Exception {
        receive("north/IMG_0001.JPG", "no picture".getBytes(StandardCharsets.UTF_8));

        assertThat(flow.rows("capture")).isZero();
        assertThat(flow.rows("quarantine")).isEqualTo(1);
        assertThat(flow.count("image-ingested")).isZero();
    }

    @Test
    void leavesTheFileToItsSourceWhenTheHandOverFails() throws Exception {
        flow.stages.tripAfterPut("image-ingested");
        var picture = Pictures.jpeg(64, 48, 1);

        assertThatThrownBy(() -> receive("north/IMG_0001.JPG", picture))
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseMessage("tripped");
        assertThat(flow.rows("capture")).isZero();
        assertThat(flow.count("image-ingested")).isZero();

        receive("north/IMG_0001.JPG", picture);
        assertThat(flow.rows("capture")).isEqualTo(1);
        assertThat(flow.count("image-ingested")).isEqualTo(1);
    }

    @Test
    void leavesAFileOfAnUnknownSourceWhereItIs() throws Exception {
        assertThatThrownBy(() -> receive("gone", "a.jpg", Pictures.jpeg(64, 48, 1)))
                .rootCause()
                .hasMessageContaining("The source gone is not configured");

        assertThat(flow.rows("capture")).isZero();
    }

    @Test
    void handsOverOneMessageSeveralOrNone() throws Exception {
        var send = flow.camel.createProducerTemplate();
        var camera = flow.world.camera("north");
        var several = List.of(flow.world.capture(camera), flow.world.capture(camera));

        send.sendBody("kamelet:stage-sink?stage=image-ingested", flow.world.capture(camera));
        send.sendBody("kamelet:stage-sink?stage=image-ingested", several);
        send.sendBody("kamelet:stage-sink?stage=image-ingested", List.of());

        assertThat(flow.count("image-ingested")).isEqualTo(3);
    }

    @Test
    void handsOverNothingThatIsNoMessage() throws Exception {
        var send = flow.camel.createProducerTemplate();

        assertThatThrownBy(() -> send.sendBody("kamelet:stage-sink?stage=image-ingested", "text"))
                .rootCause()
                .hasMessageContaining("stage image-ingested takes stage messages")
                .hasMessageContaining("java.lang.String");
        assertThat(flow.rows("stage_task")).isZero();
    }

    private void receive(String path, byte[] bytes) throws IOException {
        receive("inbox", path, bytes);
    }

    private void receive(String source, String path, byte[] bytes) throws IOException {
        var file = Files.write(Files.createTempFile(folder, "upload", ".jpg"), bytes).toFile();
        var headers = new HashMap<String, Object>();
        headers.put("TraplineSource", source);
        headers.put("TraplinePath", path);
        headers.put("TraplineModified", flow.clock.instant().toEpochMilli());
        flow.camel
                .createProducerTemplate()
                .sendBodyAndHeaders("direct:capture.receive", file, headers);
    }
}
