package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.capture.Reruns;
import trapline.runner.SampleData;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.smtp.SmtpStandIn;

/** A real model takes the place of another while pictures flow, and old pictures run again. */
class ModelSwapIT {
    private static final List<String> MODEL_FILES =
            List.of(
                    "yolox_nano_640_v5.onnx",
                    "yolox_nano_640_e2e.onnx",
                    "coco80.names",
                    "mobilenet_v2_imagenet.onnx",
                    "mobilenet_v2_imagenet.labels.txt");
    private static final List<String> EARLY =
            List.of("domestic_cattle.jpg", "IMAG0104_wolf.JPG", "human.jpg");
    private static final List<String> LATE =
            List.of(
                    "vehicle.jpg",
                    "african_elephants.jpg",
                    "american_black_bear.jpg",
                    "testdataowl.JPG",
                    "BUOW_RCNX0712.JPG",
                    "BUOW_RCNX1419.JPG");

    @TempDir private Path folder;
    private Path models;
    private SmtpStandIn smtp;
    private Installation installation;
    private RunningTrapline trapline;

    @BeforeEach
    void start() throws IOException {
        models = Files.createDirectories(folder.resolve("models"));
        for (var file : MODEL_FILES) {
            Files.copy(SampleData.find("models/" + file), models.resolve(file));
        }
        smtp = SmtpStandIn.start();
        installation = new Installation(folder, smtp.port(), Optional.of(models));
        trapline = new RunningTrapline(installation);
    }

    @AfterEach
    void stop() {
        if (trapline != null) {
            trapline.close();
            smtp.close();
        }
    }

    @Test
    void losesNoPictureAndKeepsBothResultsWithoutAlertingAgain() throws IOException {
        upload("early", EARLY);
        Until.holds("the early ones are completed", () -> completed() == EARLY.size());

        Files.writeString(models.resolve("in-use.yaml"), "detector: demo-detector-e2e\n");
        for (var i = 0; i < LATE.size(); i++) {
            upload("late-" + i, LATE.subList(i, i + 1));
        }
        var all = EARLY.size() + LATE.size();
        Until.holds("the late ones are completed too", () -> completed() == all);
        Until.holds(
                "the new model judges",
                () -> {
                    rerunOne();
                    return runsOf("demo-detector-e2e") > 0;
                });
        Until.holds("nothing is on its way", () -> trapline.count("stage_task") == 0);

        var alerts = trapline.count("alert");
        var deliveries = trapline.count("delivery");
        var captures =
                trapline.jdbc().sql("select capture_id from capture").query(UUID.class).list();
        assertThat(alerts).isPositive();
        assertThat(trapline.part(Reruns.class).again(captures)).isEqualTo(all);
        Until.holds("all are completed again", () -> completed() == all);
        Until.holds("nothing is on its way", () -> trapline.count("stage_task") == 0);

        assertThat(runsOf("demo-detector-e2e")).isEqualTo(all);
        assertThat(runsOf("demo-detector")).isGreaterThanOrEqualTo(EARLY.size());
        assertThat(trapline.count("failed_job")).isZero();
        assertThat(trapline.count("alert")).isEqualTo(alerts);
        assertThat(trapline.count("delivery")).isEqualTo(deliveries);
    }

    /** The new model is taken up within seconds; this asks for its judgement. */
    private void rerunOne() {
        var one =
                trapline.jdbc()
                        .sql("select capture_id from capture where path like '%cattle%'")
                        .query(UUID.class)
                        .single();
        trapline.part(Reruns.class).again(List.of(one));
    }

    private void upload(String camera, List<String> pictures) throws IOException {
        try (var uploading = new SimulatedCamera(installation.camera(camera))) {
            for (var picture : pictures) {
                uploading.upload(SampleData.find("images/" + picture), picture);
            }
        }
    }

    private long completed() {
        return trapline.count("capture where state = 'completed'");
    }

    private long runsOf(String model) {
        return trapline.count("detection_run where model = '%s'".formatted(model));
    }
}
