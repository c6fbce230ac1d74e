package trapline.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import trapline.runner.SampleData;
import trapline.runner.clip.Clips;

/** The commands for models and folders, with real pictures and small real models. */
class DetectCommandIT {
    private static final int SOME_FAILED = 3;

    @TempDir Path folder;

    private final StringWriter said = new StringWriter();
    private Path models;
    private Path pictures;

    @BeforeEach
    void takeSomePictures() throws IOException {
        models = SampleData.find("models");
        pictures = Files.createDirectories(folder.resolve("pictures"));
        for (var name : List.of("vehicle.jpg", "domestic_cattle.jpg", "blank.jpg")) {
            Files.copy(SampleData.find("images/" + name), pictures.resolve(name));
        }
        Files.createDirectories(pictures.resolve("deeper"));
        Files.copy(SampleData.find("images/human.jpg"), pictures.resolve("deeper/human.jpg"));
        Files.writeString(pictures.resolve("deeper/broken.jpg"), "no picture");
    }

    @Test
    void looksThroughAFolderAndWritesAllThreeFormats() throws IOException {
        var code =
                run(
                        "detect",
                        pictures.toString(),
                        "-o",
                        at("r.json"),
                        "--models",
                        models.toString(),
                        "--classifier",
                        "demo-classifier",
                        "--workers",
                        "2",
                        "--coco",
                        at("coco.json"),
                        "--timelapse",
                        at("timelapse.csv"));

        assertThat(code).isEqualTo(SOME_FAILED);
        var images = json("r.json").get("images");
        assertThat(files(images))
                .containsExactly(
                        "blank.jpg",
                        "deeper/broken.jpg",
                        "deeper/human.jpg",
                        "domestic_cattle.jpg",
                        "vehicle.jpg");
        assertThat(images.get(0).get("detections")).isEmpty();
        assertThat(images.get(1).get("detections").isNull()).isTrue();
        assertThat(images.get(1).get("failure").asText()).startsWith("image access failure");
        assertThat(images.get(3).at("/detections/0/category").asText()).isEqualTo("1");
        assertThat(images.get(3).at("/detections/0/classifications")).isNotEmpty();
        assertThat(images.get(4).at("/detections/0/category").asText()).isEqualTo("3");
        assertThat(json("coco.json").get("images")).hasSize(5);
        assertThat(Files.readAllLines(folder.resolve("timelapse.csv"))).hasSize(6);
        assertThat(said.toString()).contains("5 files", "failed");
    }

    @Test
    void looksAtClipsFrameByFrame() throws Exception {
        Clips.ofPicture(
                pictures.resolve("wolf.avi"),
                SampleData.find("images/IMAG0104_wolf.JPG"),
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
        Files.writeString(pictures.resolve("wrong.mp4"), "no clip");

        var code =
                run(
                        "detect",
                        pictures.toString(),
                        "-o",
                        at("r.json"),
                        "--models",
                        models.toString());

        assertThat(code).isEqualTo(SOME_FAILED);
        var images = json("r.json").get("images");
        var clip = images.get(files(images).indexOf("wolf.avi"));
        assertThat(clip.get("frame_rate").asDouble()).isCloseTo(5, within(0.1));
        assertThat(clip.get("frames_processed").toString()).isEqualTo("[0,5,10]");
        assertThat(clip.at("/detections/0/frame_number").asInt()).isZero();
        assertThat(clip.at("/detections/0/category").asText()).isEqualTo("1");
        var wrong = images.get(files(images).indexOf("wrong.mp4"));
        assertThat(wrong.get("failure").asText()).startsWith("video access failure");
    }

    @Test
    void leavesClipsOutWhenToldTo() throws Exception {
        Files.writeString(pictures.resolve("clip.mp4"), "no clip");

        run(
                "detect",
                pictures.toString(),
                "-o",
                at("r.json"),
                "--models",
                models.toString(),
                "--no-clips");

        assertThat(files(json("r.json").get("images"))).doesNotContain("clip.mp4");
    }

    @Test
    void findsTheSameWithAnyNumberOfWorkersAndDoesNotOverwrite() throws IOException {
        for (var workers : List.of("1", "3")) {
            run(
                    "detect",
                    pictures.toString(),
                    "-o",
                    at(workers + ".json"),
                    "--models",
                    models.toString(),
                    "--workers",
                    workers);
        }

        assertThat(withoutTime("3.json")).isEqualTo(withoutTime("1.json"));
        assertThat(
                        run(
                                "detect",
                                pictures.toString(),
                                "-o",
                                at("1.json"),
                                "--models",
                                models.toString()))
                .isEqualTo(1);
        assertThat(said.toString()).contains("is there already");
    }

    @Test
    void importsVerifiesTriesAndRemovesAModel() throws IOException {
        var own = Files.createDirectories(folder.resolve("own"));
        Files.copy(models.resolve("yolox_nano_416_raw.onnx"), own.resolve("yolox_nano.onnx"));
        Files.copy(Path.of("..", "models", "yolox-nano", "model.yaml"), own.resolve("model.yaml"));
        var store = at("models");

        assertThat(run("models", "import", own.toString(), "--models", store)).isZero();
        assertThat(run("models", "verify", "--models", store)).isZero();
        assertThat(
                        run(
                                "models",
                                "try",
                                "--models",
                                store,
                                "yolox-nano",
                                pictures.resolve("vehicle.jpg").toString(),
                                "-o",
                                at("drawn")))
                .isZero();
        assertThat(said.toString()).contains("yolox-nano", "good", "vehicle  0.");
        assertThat(folder.resolve("drawn/vehicle.yolox-nano.jpg")).isNotEmptyFile();

        Files.writeString(folder.resolve("models/yolox-nano/yolox_nano.onnx"), "exchanged");
        assertThat(run("models", "verify", "--models", store)).isEqualTo(1);
        assertThat(run("models", "remove", "--yes", "yolox-nano", "--models", store)).isZero();
        assertThat(folder.resolve("models/yolox-nano")).doesNotExist();
    }

    @Test
    void saysWhatToDoWithoutADetector() {
        var code =
                run("detect", pictures.toString(), "-o", at("r.json"), "--models", at("no-models"));

        assertThat(code).isEqualTo(1);
        assertThat(said.toString()).contains("models pull yolox-nano");
    }

    private int run(String... arguments) {
        var out = new PrintWriter(said, true);
        return new CommandLine(new Commands())
                .setOut(out)
                .setErr(out)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> {
                            out.println(failure.getMessage());
                            return 1;
                        })
                .execute(arguments);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }

    private JsonNode withoutTime(String name) throws IOException {
        var json = json(name);
        ((ObjectNode) json.get("info")).remove("detection_completion_time");
        return json;
    }

    private static List<String> files(JsonNode images) {
        var files = new ArrayList<String>();
        images.forEach(image -> files.add(image.get("file").asText()));
        return files;
    }
}
