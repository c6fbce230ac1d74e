package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.synthetic.OnnxFile;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.camera.SyntheticPictures;
import trapline.standin.smtp.SmtpStandIn;

/** What the whole program, in a process of its own, lays aside while it runs. */
class TemporaryFilesIT {
    @TempDir private Path folder;

    @Test
    void leavesNothingAmongTheSystemsTemporaryFilesWhenItIsStopped() throws Exception {
        try (var smtp = SmtpStandIn.start()) {
            var installation = new Installation(folder, smtp.port(), Optional.of(models()));
            var tomcat = installation.data.resolve("tomcat");
            var ofAKilledRun = Files.createDirectories(tomcat.resolve("work")).resolve("upload_1");
            Files.writeString(ofAKilledRun, "half of a picture");
            var server = new ServerProcess(folder, installation);
            server.start();
            try {
                var picture = new SyntheticPictures(1).empty(LocalDateTime.of(2026, 3, 1, 12, 0));
                try (var camera = new SimulatedCamera(installation.camera("north"))) {
                    camera.upload(picture.jpeg(), "IMG_0001.JPG");
                }
                var database = server.database();
                Until.holds(
                        "the model has found what it always finds",
                        () ->
                                database.sql("select count(*) from detection")
                                                .query(Long.class)
                                                .single()
                                        > 0);
                assertThat(installation.get("/actuator/health").statusCode()).isEqualTo(200);

                assertThat(ofAKilledRun).doesNotExist();
                assertThat(tomcat).isDirectory();
                assertThat(Files.getPosixFilePermissions(tomcat))
                        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            } finally {
                server.stop();
            }

            assertThat(server.temporary()).isEmptyDirectory();
        }
    }

    private Path models() throws IOException {
        var models = folder.resolve("models");
        var finder = Files.createDirectories(models.resolve("finder"));
        OnnxFile.table(finder.resolve("finder.onnx"), new float[] {32, 32, 32, 32, 0.9f, 1}, 1, 6);
        Files.writeString(
                finder.resolve("model.yaml"),
                """
                name: finder
                version: "1"
                task: detect
                file: finder.onnx
                licence: MIT
                engine: onnxruntime
                input: {size: 64}
                layout: v5
                categories: {0: animal}
                """);
        return models;
    }
}
