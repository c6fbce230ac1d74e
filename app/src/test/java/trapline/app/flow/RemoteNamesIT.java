package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import trapline.runner.SampleData;
import trapline.runner.clip.Clips;
import trapline.runner.service.ModelService;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.smtp.SmtpStandIn;

/**
 * The same pictures through models in the process and through a model service: the same is
 * observed, by the same rules, whoever looks.
 */
class RemoteNamesIT {
    private static final List<String> PICTURES =
            List.of(
                    "domestic_cattle.jpg",
                    "IMAG0104_wolf.JPG",
                    "human.jpg",
                    "vehicle.jpg",
                    "blank.jpg",
                    "african_elephants.jpg",
                    "american_black_bear.jpg");

    private static final String OBSERVED =
            """
            select split_part(path, '/', -1) as name, frame_number, category, source_label,
                   round(cast(d.confidence as numeric), 6), round(cast(bbox_x as numeric), 6),
                   round(cast(bbox_width as numeric), 6), run.model, run.model_version,
                   k.model as namer, k.model_version as namer_version, rank, label,
                   round(cast(k.confidence as numeric), 5), source, raw_label,
                   round(cast(raw_confidence as numeric), 5)
              from capture c join detection_run run using (capture_id)
              left join detection d using (run_id) left join classification k using (detection_id)
             order by name, ordinal, rank
            """;

    @TempDir private Path folder;

    @Test
    void observesTheSameThroughAServiceAsInTheProcess() throws Exception {
        var models = models();
        var clip = clip();

        var here = observe("here", Optional.of(models), Optional.empty(), clip);
        Observed there;
        try (var service =
                (ServletWebServerApplicationContext)
                        ModelService.start(
                                "--trapline.runner.port=0", "--trapline.runner.models=" + models)) {
            var address = "http://127.0.0.1:" + service.getWebServer().getPort();
            there = observe("there", Optional.empty(), Optional.of(address), clip);
        }

        assertThat(there.rows()).isEqualTo(here.rows());
        assertThat(here.rows().toString())
                .contains("namer=strict", "source=detector", "+geofence", "classifier+burst")
                .contains("raw_label=");
        assertThat(there.looks()).isEqualTo(here.looks()).isGreaterThan(1);
        assertThat(there.taxa()).isEqualTo(here.taxa()).isNotEmpty();
        assertThat(there.clip()).isEqualTo(here.clip()).isNotEmpty();
    }

    /**
     * @param rows every detection of every picture and of every frame with all its labels
     * @param looks how many pictures were scored for those that come after them
     * @param taxa what each label that was given belongs to, where the taxonomy knows it
     * @param clip which names the clip's detections got, and by which way
     */
    private record Observed(String rows, long looks, List<String> taxa, List<String> clip) {}

    private Observed observe(
            String name, Optional<Path> models, Optional<String> service, Path clip)
            throws IOException {
        try (var smtp = SmtpStandIn.start()) {
            var installation = new Installation(folder.resolve(name), smtp.port(), models);
            installation.set("trapline.classification.country", "KEN");
            service.ifPresent(address -> installation.set("trapline.runners.addresses", address));
            try (var trapline = new RunningTrapline(installation);
                    var camera = new SimulatedCamera(installation.camera("gate"))) {
                var count = 0;
                for (var picture : PICTURES) {
                    camera.upload(SampleData.find("images/" + picture), picture);
                    var done = ++count;
                    // One after the other, so that a burst comes in its order.
                    Until.holds(picture, () -> completed(trapline) == done);
                }
                camera.upload(again(PICTURES.get(0)), "again.jpg");
                camera.upload(clip, "clip.avi");
                Until.holds("all", () -> completed(trapline) == PICTURES.size() + 2);
                return new Observed(
                        String.join("\n", rows(trapline)),
                        trapline.count("burst_look"),
                        trapline.jdbc()
                                .sql(
                                        """
                                        select label || ': ' || array_to_string(taxa, ';')
                                          from label_lineage
                                         where label in (select label from classification)
                                         order by 1
                                        """)
                                .query(String.class)
                                .list(),
                        trapline.jdbc()
                                .sql(
                                        """
                                        select distinct label || ' by ' || source
                                          from classification join capture using (capture_id)
                                         where kind = 'clip' and rank = 1 order by 1
                                        """)
                                .query(String.class)
                                .list());
            }
        }
    }

    private static long completed(RunningTrapline trapline) {
        return trapline.count("capture where state = 'completed'");
    }

    private static List<String> rows(RunningTrapline trapline) {
        return trapline.jdbc().sql(OBSERVED).query().listOfRows().stream()
                .map(Object::toString)
                .toList();
    }

    /** The same moment once more: the next picture of its burst. */
    private Path again(String picture) throws IOException {
        var bytes = Files.readAllBytes(SampleData.find("images/" + picture));
        return Files.write(folder.resolve("again.jpg"), Arrays.copyOf(bytes, bytes.length + 1));
    }

    private Path clip() throws Exception {
        return Clips.ofPicture(
                folder.resolve("strict.avi"),
                SampleData.find("images/domestic_cattle.jpg"),
                "-c:v",
                "mjpeg",
                "-q:v",
                "2",
                "-t",
                "3",
                "-r",
                "5",
                "-vf",
                "scale=1280:-2,format=yuvj420p");
    }

    /** The demo pair, its classifier with a taxonomy and every rule that there is. */
    private Path models() throws IOException {
        var models = Files.createDirectories(folder.resolve("models"));
        link(models, "yolox_nano_640_v5.onnx");
        var strict = Files.createDirectories(models.resolve("strict"));
        link(strict, "mobilenet_v2_imagenet.onnx");
        var words = Files.readAllLines(SampleData.find("models/mobilenet_v2_imagenet.labels.txt"));
        var labels = new StringBuilder();
        var fence = new StringBuilder();
        for (var i = 0; i < words.size(); i++) {
            var taxon =
                    "mammalia;order%d;family%d;genus%d;species%d".formatted(i % 5, i % 25, i, i);
            labels.append("%d;%s;%s%n".formatted(i, taxon, common(words.get(i), i)));
            if (i % 2 == 0) {
                fence.append(
                        "%s\"%s\": {\"allow\": {\"BRA\": []}}%n"
                                .formatted(i == 0 ? "" : ",", taxon));
            }
        }
        Files.writeString(strict.resolve("labels.txt"), labels);
        Files.writeString(strict.resolve("fence.json"), "{" + fence + "}");
        Files.writeString(
                strict.resolve("model.yaml"),
                """
                name: strict
                version: "7"
                task: classify
                file: mobilenet_v2_imagenet.onnx
                licence: Apache-2.0
                engine: onnxruntime
                input: {size: 224}
                labels: labels.txt
                labelFormat: speciesnet
                crop: {shape: square, margin: 0.1}
                naming: {ensemble: speciesnet, geofence: fence.json, burst: mean-logits, wholePicture: 0.1}
                """,
                StandardCharsets.UTF_8);
        return models;
    }

    private static String common(String label, int number) {
        return label.toLowerCase(Locale.ROOT).replace(';', ' ') + " " + number;
    }

    private static void link(Path into, String model) throws IOException {
        Files.createSymbolicLink(
                into.resolve(model), SampleData.find("models/" + model).toAbsolutePath());
    }
}
