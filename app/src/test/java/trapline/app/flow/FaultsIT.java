package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import trapline.app.config.RouteConfig;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.camera.SyntheticPictures;
import trapline.standin.smtp.SmtpStandIn;

/** Everything outside goes wrong in turn; the program says so, waits, and loses nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    @TempDir private static Path folder;
    private SmtpStandIn smtp;
    private Installation installation;
    private RunningTrapline trapline;
    private int visits;

    @BeforeEach
    void start() throws IOException {
        if (trapline == null) {
            smtp = SmtpStandIn.start();
            installation = new Installation(folder, smtp.port(), Optional.empty());
            trapline = new RunningTrapline(installation);
        }
        smtp.forget();
    }

    @AfterEach
    void everythingHasGoneAllTheWay() {
        // Between two pictures no message waits either.
        Until.holds(
                "no message waits, and every capture is at its end",
                () ->
                        trapline.count("stage_task") == 0
                                && trapline.count(
                                                "capture where state not in ('completed',"
                                                        + " 'stored')")
                                        == 0);
        assertThat(trapline.count("failed_job")).isZero();
    }

    @AfterAll
    void stop() {
        trapline.close();
        smtp.close();
    }

    @Test
    void deliversWhatWasOwedWhileTheMailServerWasAway() throws Exception {
        smtp.pause();

        visit("away-gate");

        Until.holds(
                "an attempt has failed",
                () -> trapline.count("delivery_attempt where outcome = 'deferred'") > 0);
        smtp.resume();
        assertThat(smtp.await(mail -> mail.subject().contains("away-gate"), Duration.ofMinutes(2)))
                .isPresent();
    }

    @Test
    void runsTheLastGoodRulesWhileAnEditIsWrongAndTheNewOnesOnceItIsRight() throws Exception {
        var config = trapline.part(RouteConfig.class);
        var good = Files.readString(installation.config.resolve("rules.yaml"));

        installation.write("rules.yaml", good.replace("minConfidence: 0.2", "minConfidense: 0.2"));

        Until.holds("the mistake is seen", () -> !config.state().problems().isEmpty());
        assertThat(config.state().problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.file()).isEqualTo("rules.yaml");
                            assertThat(problem.line()).isEqualTo(3);
                            assertThat(problem.what()).contains("minConfidense");
                        });
        visit("edited-gate");
        assertThat(
                        smtp.await(
                                mail -> mail.subject().contains("edited-gate"),
                                Duration.ofMinutes(2)))
                .isPresent();

        installation.write("rules.yaml", good);

        Until.holds("the fix is seen", () -> config.state().problems().isEmpty());
    }

    @Test
    void goesOnByItselfWhenTheDatabaseWasKilled() throws Exception {
        var postmaster =
                Long.parseLong(
                        Files.readAllLines(
                                        installation.data.resolve(
                                                "postgres/cluster/postmaster.pid"))
                                .get(0)
                                .strip());

        ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
        visit("database-gate");

        assertThat(
                        smtp.await(
                                mail -> mail.subject().contains("database-gate"),
                                Duration.ofMinutes(2)))
                .isPresent();
    }

    @Test
    void keepsWhatCannotBeUsedWithANamedReason() throws Exception {
        var picture =
                new SyntheticPictures(9).empty(LocalDateTime.parse("2026-05-02T10:00:00")).jpeg();
        var bomb = picture.clone();
        widen(bomb);

        try (var camera = new SimulatedCamera(installation.camera("hostile"))) {
            camera.upload(new byte[0], "empty.jpg");
            camera.upload("not a picture".getBytes(StandardCharsets.UTF_8), "text.jpg");
            camera.upload(bomb, "bomb.jpg");
            camera.upload(picture, "a".repeat(300) + ".jpg");
            camera.upload(picture, "fox \uD83E\uDD8A 100%+1.jpg");
        }

        Until.holds("three are in quarantine", () -> trapline.count("quarantine") == 3);
        assertThat(
                        trapline.jdbc()
                                .sql("select reason from quarantine order by path")
                                .query(String.class)
                                .list())
                .hasSize(3)
                .doesNotHaveDuplicates();
        Until.holds(
                "the picture with odd names is one capture",
                () ->
                        trapline.count(
                                        "capture join camera using (camera_id) where device_id ="
                                                + " 'hostile' and capture.state = 'completed'")
                                == 1);
    }

    /** Something walks by: one empty picture, then four with something that moves. */
    private void visit(String camera) throws IOException {
        visits++;
        var pictures =
                new SyntheticPictures(40 + visits)
                        .write(
                                folder.resolve(camera),
                                LocalDateTime.parse("2026-05-01T04:00:00").plusHours(visits),
                                1);
        try (var uploading = new SimulatedCamera(installation.camera(camera))) {
            for (var picture : pictures) {
                uploading.upload(picture, picture.getFileName().toString());
            }
        }
    }

    /** Lets the frame header say 60,000 by 60,000 pixels (ITU-T T.81, B.2.2). */
    private static void widen(byte[] jpeg) {
        for (var i = 2; i < jpeg.length - 9; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
                for (var side = 0; side < 2; side++) {
                    jpeg[i + 5 + 2 * side] = (byte) (60_000 >> 8);
                    jpeg[i + 6 + 2 * side] = (byte) 60_000;
                }
                return;
            }
        }
        throw new IllegalArgumentException("no baseline frame header");
    }
}
