package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.SampleData;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.smtp.SmtpStandIn;
import trapline.testing.FilesBelow;

/** Real pictures, over real FTPS, through real models, to a mail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndToEndIT {
    private static final Map<String, String> CATEGORIES =
            Map.of("1", "animal", "2", "person", "3", "vehicle");

    @TempDir private static Path folder;
    private SmtpStandIn smtp;
    private Installation installation;
    private RunningTrapline trapline;

    @BeforeAll
    void start() throws IOException {
        var models = SampleData.find("models");
        smtp = SmtpStandIn.start();
        installation = new Installation(folder, smtp.port(), Optional.of(models));
        trapline = new RunningTrapline(installation);
    }

    @AfterAll
    void stop() {
        if (trapline != null) {
            trapline.close();
            smtp.close();
        }
    }

    @Test
    void findsOnEveryPictureWhatTheReferenceFinds() throws IOException {
        var expected =
                new ObjectMapper().readTree(SampleData.find("expected/reference.json").toFile());
        var images = new ArrayList<JsonNode>();
        expected.get("images").forEach(images::add);

        try (var camera = new SimulatedCamera(installation.camera("reference"))) {
            for (var image : images) {
                var file = image.get("file").asText();
                camera.upload(SampleData.find("images/" + file), file);
            }
        }

        Until.holds(
                "every picture is completed",
                () -> trapline.count(completedOf("reference")) == images.size());
        for (var image : images) {
            compare(image);
        }
    }

    @Test
    void bringsTheAlertAsAMailWithThePicture() throws IOException, InterruptedException {
        var wolf = SampleData.find("images/IMAG0104_wolf.JPG");

        try (var camera = new SimulatedCamera(installation.camera("wolf-gate"))) {
            camera.upload(wolf, "IMAG0104.JPG");
        }

        var mail =
                smtp.await(one -> one.subject().contains("wolf-gate"), Duration.ofMinutes(2))
                        .orElseThrow();
        var message = mail.message();
        assertThat(mail.recipients()).containsExactly("ranger@example.org");
        assertThat(message.first("text/plain").orElseThrow().text()).contains("wolf-gate");
        assertThat(message.first("text/html").orElseThrow().text()).contains("cid:");
        assertThat(message.first("image/jpeg").orElseThrow().bytes())
                .startsWith(new byte[] {(byte) 0xFF, (byte) 0xD8});
    }

    @Test
    void keepsOneCaptureOfAPictureThatIsSentTwice() throws IOException {
        var cattle = SampleData.find("images/domestic_cattle.jpg");

        try (var camera = new SimulatedCamera(installation.camera("twice"))) {
            camera.upload(cattle, "one.jpg");
            camera.upload(cattle, "two.jpg");
            camera.upload(SampleData.find("images/vehicle.jpg"), "one.jpg");
        }

        Until.holds("both are completed", () -> trapline.count(completedOf("twice")) == 2);
        Until.holds("all files are taken", () -> isEmpty(installation.data.resolve("ftps")));
        assertThat(
                        trapline.count(
                                "capture c join camera using (camera_id) where device_id = 'twice'"))
                .isEqualTo(2);
    }

    private void compare(JsonNode image) {
        var file = image.get("file").asText();
        var wanted = new ArrayList<JsonNode>();
        image.get("detections")
                .forEach(
                        box -> {
                            if (box.get("conf").asDouble() >= 0.103) {
                                wanted.add(box);
                            }
                        });
        var found = detections(file);
        assertThat(found.stream().filter(one -> one.confidence() >= 0.103))
                .as(file)
                .hasSize(wanted.size());
        for (var box : wanted) {
            assertThat(found)
                    .as("%s %s", file, box)
                    .anySatisfy(
                            one -> {
                                assertThat(one.category())
                                        .isEqualTo(CATEGORIES.get(box.get("category").asText()));
                                assertThat(one.confidence())
                                        .isCloseTo(box.get("conf").asDouble(), within(0.01));
                                assertThat(one.overlap(box.get("bbox")))
                                        .isGreaterThanOrEqualTo(0.99);
                            });
        }
    }

    private List<Found> detections(String file) {
        return trapline.jdbc()
                .sql(
                        """
                        select d.category, d.confidence, d.bbox_x as x, d.bbox_y as y,
                               d.bbox_width as width, d.bbox_height as height
                          from detection d
                          join capture using (capture_id)
                          join camera using (camera_id)
                         where device_id = 'reference' and path like :path
                        """)
                .param("path", "%/" + file)
                .query(Found.class)
                .list();
    }

    /** One stored box. */
    record Found(
            String category, double confidence, double x, double y, double width, double height) {

        /** Intersection over union. */
        double overlap(JsonNode box) {
            var left = Math.max(x, box.get(0).asDouble());
            var top = Math.max(y, box.get(1).asDouble());
            var right = Math.min(x + width, box.get(0).asDouble() + box.get(2).asDouble());
            var bottom = Math.min(y + height, box.get(1).asDouble() + box.get(3).asDouble());
            if (right <= left || bottom <= top) {
                return 0;
            }
            var both = (right - left) * (bottom - top);
            return both / (width * height + box.get(2).asDouble() * box.get(3).asDouble() - both);
        }
    }

    private static String completedOf(String device) {
        return "capture join camera using (camera_id) where capture.state = 'completed' and device_id = '%s'"
                .formatted(device);
    }

    private static boolean isEmpty(Path tree) {
        try {
            return FilesBelow.of(tree).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
