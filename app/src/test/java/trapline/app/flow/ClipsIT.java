package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.SampleData;
import trapline.runner.clip.Clips;
import trapline.stage.FailedJobs;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.smtp.SmtpStandIn;

/** Clips over real FTPS, through a real ffmpeg and real models, to a mail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClipsIT {
    private static final String FAILED =
            "failed_job f join capture c on c.capture_id = f.subject_id join camera using (camera_id)"
                    + " where device_id = 'waiting'";

    @TempDir private static Path folder;
    private SmtpStandIn smtp;
    private Installation installation;
    private RunningTrapline trapline;

    @BeforeAll
    void start() throws IOException {
        var models = SampleData.find("models");
        smtp = SmtpStandIn.start();
        installation = new Installation(folder, smtp.port(), Optional.of(models));
        installation.set("trapline.clip.ffmpeg", folder.resolve("bin/ffmpeg"));
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
    void keepsAClipWithoutFfmpegAndLooksAtItWhenThereIsOne() throws Exception {
        Files.deleteIfExists(folder.resolve("bin/ffmpeg"));
        var clip = wolf("waits.mp4", "-c:v", "libx264", "-t", "2");

        try (var camera = new SimulatedCamera(installation.camera("waiting"))) {
            camera.upload(clip, "waits.mp4");
        }

        Until.holds("it is among the failed jobs", () -> trapline.count(FAILED) == 1);
        assertThat(failed("reason", String.class)).startsWith("no-ffmpeg: ");

        install();
        trapline.part(FailedJobs.class).redrive(failed("job_id", UUID.class));

        Until.holds("it is completed", () -> trapline.count(completedOf("waiting")) == 1);
    }

    @Test
    void bringsTheBestFrameOfAClipAsAMail() throws Exception {
        install();
        var clip = wolf("wolf.avi", "-c:v", "mjpeg", "-q:v", "2", "-t", "4", "-r", "5");

        try (var camera = new SimulatedCamera(installation.camera("clip-gate"))) {
            camera.upload(clip, "wolf.avi");
        }

        var mail =
                smtp.await(one -> one.subject().contains("clip-gate"), Duration.ofMinutes(2))
                        .orElseThrow();
        Until.holds("it is completed", () -> trapline.count(completedOf("clip-gate")) == 1);
        assertThat(mail.message().first("image/jpeg").orElseThrow().bytes())
                .startsWith(new byte[] {(byte) 0xFF, (byte) 0xD8});
        assertThat(looked("clip-gate")).isEqualTo("{0,5,10,15} of 20");
        assertThat(
                        trapline.count(
                                "detection d join capture using (capture_id) join camera using (camera_id)"
                                        + " where device_id = 'clip-gate' and category = 'animal'"
                                        + " and frame_number = 10"))
                .isPositive();
        assertThat(
                        trapline.count(
                                "classification k join capture using (capture_id) join camera using (camera_id)"
                                        + " where device_id = 'clip-gate' and rank = 1"))
                .isPositive();
    }

    @Test
    void saysWhyAHostileClipFailed() throws Exception {
        install();
        var real = Files.readAllBytes(wolf("real.avi", "-c:v", "mjpeg", "-t", "1"));
        Arrays.fill(real, 400, real.length, (byte) 0x41);
        var broken = Files.write(folder.resolve("broken.avi"), real);

        try (var camera = new SimulatedCamera(installation.camera("hostile"))) {
            camera.upload(broken, "broken.avi");
        }

        Until.holds(
                "it is among the failed jobs",
                () ->
                        trapline.count(
                                        "failed_job where reason like 'No frame of the clip can be decoded%'")
                                == 1);
    }

    private <T> T failed(String column, Class<T> type) {
        return trapline.jdbc()
                .sql("select %s from %s".formatted(column, FAILED))
                .query(type)
                .single();
    }

    private String looked(String device) {
        return trapline.jdbc()
                .sql(
                        """
                        select cast(looked as text) || ' of ' || frames from clip_look
                          join detection_run using (run_id) join capture using (capture_id)
                          join camera using (camera_id) where device_id = :device
                        """)
                .param("device", device)
                .query(String.class)
                .single();
    }

    private static Path wolf(String name, String... options) throws Exception {
        return Clips.ofPicture(
                folder.resolve(name),
                SampleData.find("images/IMAG0104_wolf.JPG"),
                options(options));
    }

    /** The sample is smaller than a film, so that the test is quick. */
    private static String[] options(String... options) {
        var all = new String[options.length + 2];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = "-vf";
        all[options.length + 1] = "scale=1280:-2,format=yuvj420p";
        return all;
    }

    private static void install() throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        var script = "#!/bin/sh\nexec %s \"$@\"\n".formatted(Clips.bundled().program());
        var program = bin.resolve("ffmpeg");
        Files.write(program, script.getBytes(StandardCharsets.UTF_8));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private static String completedOf(String device) {
        return "capture join camera using (camera_id) where capture.state = 'completed' and device_id = '%s'"
                .formatted(device);
    }
}
