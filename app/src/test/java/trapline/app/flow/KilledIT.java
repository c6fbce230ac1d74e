package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.camera.SyntheticPictures;
import trapline.standin.smtp.SmtpStandIn;

/** The program in a process of its own, killed again and again while a camera uploads. */
class KilledIT {
    private static final int KILLS = 4;
    private static final int VISITS = 12;
    private static final long SEED = 20_261_121;

    @TempDir private Path folder;

    @Test
    void losesNothingAndRepeatsNothingWhenKilledAtRandomWhileACameraUploads() throws Exception {
        var pictures =
                new SyntheticPictures(3, 640, 480)
                        .write(
                                folder.resolve("pictures"),
                                LocalDateTime.parse("2026-05-01T04:00:00"),
                                VISITS);
        try (var smtp = SmtpStandIn.start()) {
            var installation = new Installation(folder, smtp.port(), Optional.empty());
            // A server that is slow to come back must not take the half for a picture of its own.
            installation.cutPicturesWait("PT10M");
            var uploads = Executors.newSingleThreadExecutor();
            var server = new ServerProcess(folder, installation);
            try {
                server.start();
                var uploading = uploads.submit(() -> upload(installation, pictures));
                var random = new Random(SEED);
                for (var kill = 0; kill < KILLS; kill++) {
                    server.killWithin(Duration.ofMillis(500 + random.nextInt(3000)));
                    server.start();
                }
                uploading.get(5, TimeUnit.MINUTES);

                var jdbc = server.database();
                Until.holds(
                        "every picture is completed",
                        () -> count(jdbc, "capture where state = 'completed'") == pictures.size());
                Until.holds(
                        "every delivery is accepted, and no message is left",
                        () ->
                                count(jdbc, "delivery where state <> 'accepted'") == 0
                                        && count(jdbc, "stage_task") == 0);

                assertThat(count(jdbc, "capture")).isEqualTo(pictures.size());
                assertThat(count(jdbc, "failed_job")).isZero();
                assertThat(count(jdbc, "quarantine")).isZero();
                var events =
                        jdbc.sql("select count(distinct event_id) from alert")
                                .query(Long.class)
                                .single();
                assertThat(count(jdbc, "alert")).isEqualTo(events);
                var mails =
                        smtp.received().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                mail ->
                                                        mail.message()
                                                                .header("Message-ID")
                                                                .orElseThrow(),
                                                Collectors.counting()));
                assertThat(mails).hasSize((int) count(jdbc, "delivery"));
                assertThat(mails.values()).allSatisfy(times -> assertThat(times).isBetween(1L, 2L));
            } finally {
                uploads.shutdownNow();
                server.stop();
            }
        }
    }

    /** As a camera does: what was not confirmed is sent again. */
    private static Void upload(Installation installation, List<Path> pictures) throws IOException {
        try (var camera = new SimulatedCamera(installation.camera("north"))) {
            for (var picture : pictures) {
                Until.holds(
                        "the server takes " + picture.getFileName(), () -> sent(camera, picture));
            }
        }
        return null;
    }

    private static boolean sent(SimulatedCamera camera, Path picture) {
        try {
            camera.upload(picture, picture.getFileName().toString());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static long count(JdbcClient jdbc, String what) {
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }
}
