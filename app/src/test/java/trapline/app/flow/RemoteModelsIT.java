package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import trapline.runner.SampleData;
import trapline.runner.service.ModelService;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.smtp.SmtpStandIn;

/** Pictures are looked at by model services, real ones, which go away and come back. */
class RemoteModelsIT {
    private static final String KEY = "a-key-of-sufficient-length";
    private static final List<String> PICTURES =
            List.of(
                    "domestic_cattle.jpg",
                    "IMAG0104_wolf.JPG",
                    "human.jpg",
                    "vehicle.jpg",
                    "blank.jpg",
                    "african_elephants.jpg");

    @TempDir private Path folder;
    private SmtpStandIn smtp;
    private ConfigurableApplicationContext service;
    private int port;
    private Installation installation;
    private RunningTrapline trapline;

    @BeforeEach
    void start() throws IOException {
        SampleData.find("models");
        smtp = SmtpStandIn.start();
        service = service(0);
        port = ((ServletWebServerApplicationContext) service).getWebServer().getPort();
        installation = new Installation(folder, smtp.port(), Optional.empty());
        installation.set("trapline.runners.addresses", "http://127.0.0.1:" + port);
        installation.set("trapline.runners.key", KEY);
        trapline = new RunningTrapline(installation);
    }

    @AfterEach
    void stop() {
        if (trapline != null) {
            trapline.close();
            service.close();
            smtp.close();
        }
    }

    @Test
    void letsPicturesWaitWhileAllServicesAreAwayAndLosesNone() throws IOException {
        upload("before", PICTURES.subList(0, 2));
        Until.holds("two are completed", () -> completed() == 2);

        service.close();
        upload("while-away", PICTURES.subList(2, PICTURES.size()));
        Until.holds(
                "a picture was put back, because no runner can be reached",
                () ->
                        trapline.count(
                                        "stage_task where state = 'waiting' and last_reason like"
                                                + " '%model runner%'")
                                > 0);
        assertThat(trapline.count("failed_job")).isZero();
        assertThat(completed()).isEqualTo(2);
        service = service(port);

        Until.holds("all are completed", () -> completed() == PICTURES.size());
        assertThat(trapline.count("failed_job")).isZero();
        assertThat(trapline.count("detection_run where model = 'demo-detector'"))
                .isEqualTo(PICTURES.size());
        assertThat(trapline.count("classification where model = 'demo-classifier'")).isPositive();
        assertThat(trapline.count("capture where preview_key is null")).isZero();
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

    private static ConfigurableApplicationContext service(int port) {
        return ModelService.start(
                "--trapline.runner.port=" + port,
                "--trapline.runner.key=" + KEY,
                "--trapline.runner.models=" + SampleData.find("models"));
    }
}
