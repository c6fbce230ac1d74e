package trapline.runner.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.runner.Box;
import trapline.runner.Waits;
import trapline.runner.format.FileResult;

class FolderDetectionTest {
    private static final int PICTURES = 60;
    private static final FolderDetection.Progress SILENT = (done, total, before, failed) -> {};

    @TempDir Path folder;

    private final Set<String> lookedAt = ConcurrentHashMap.newKeySet();
    private Path pictures;

    @BeforeEach
    void makePictures() throws IOException {
        pictures = folder.resolve("pictures");
        makePictures(pictures);
    }

    @Test
    void findsPicturesInAllFoldersInTheOrderOfTheirNames() throws Exception {
        Files.writeString(pictures.resolve("notes.txt"), "no picture");
        Files.writeString(pictures.resolve("._IMG.jpg"), "what another system leaves behind");

        var all = new ArrayList<String>();
        new PictureTree(pictures, true).iterator().forEachRemaining(all::add);
        var here = new ArrayList<String>();
        new PictureTree(pictures, false).iterator().forEachRemaining(here::add);

        assertThat(all).hasSize(PICTURES).isSortedAccordingTo(PictureTree.ORDER);
        assertThat(all).contains("a/b/11.jpg", "a.b/12.JPG", "0.JPG");
        assertThat(here).isNotEmpty().noneMatch(name -> name.contains("/"));
    }

    @Test
    void writesOneEntryForEachPictureAndSumsThemUp() throws Exception {
        var summary = run("r.json", FolderDetectionTest::see);

        var json = json("r.json");
        assertThat(json.get("images")).hasSize(PICTURES);
        assertThat(json.at("/info/detector").asText()).isEqualTo("seen.onnx");
        assertThat(json.at("/classification_categories")).hasSize(4);
        assertThat(summary.pictures()).isEqualTo(PICTURES);
        assertThat(summary.failed()).isEqualTo(PICTURES / 10);
        assertThat(summary.found()).containsKeys("animal", "dragon");
        assertThat(folder.resolve("r.json.checkpoint")).doesNotExist();
    }

    @Test
    void givesTheSameResultsWhereverItWasBrokenOff() throws Exception {
        run("whole.json", FolderDetectionTest::see);
        for (var last : List.of(0, 1, 17, 39)) {
            var name = "broken%d.json".formatted(last);
            assertThatThrownBy(() -> run(name, breakingOffAt(last))).hasMessage("the power failed");
            assertThatThrownBy(() -> run(name, breakingOffAt(last + last / 2)))
                    .hasMessage("the power failed");

            var summary = run(name, FolderDetectionTest::see);

            assertThat(text(name)).isEqualTo(text("whole.json"));
            assertThat(summary.pictures()).isEqualTo(PICTURES);
        }
    }

    @Test
    void givesTheSameResultsWhenTheLastLineOfTheCheckpointIsCutOffAnywhere() throws Exception {
        run("whole.json", FolderDetectionTest::see);
        assertThatThrownBy(() -> run("r.json", breakingOffAt(9))).isNotNull();
        var checkpoint = folder.resolve("r.json.checkpoint");
        var bytes = Files.readAllBytes(checkpoint);
        var lastLine = new String(bytes, StandardCharsets.UTF_8).strip().lastIndexOf('\n');
        for (var length = bytes.length - 1; length >= lastLine; length -= 7) {
            Files.write(checkpoint, Arrays.copyOf(bytes, length));

            run("r.json", FolderDetectionTest::see);

            assertThat(text("r.json")).as("%d bytes", length).isEqualTo(text("whole.json"));
            Files.delete(folder.resolve("r.json"));
        }
    }

    @Test
    void givesTheSameResultsAfterTheProgramWasKilled() throws Exception {
        run("whole.json", FolderDetectionTest::see);
        var output = folder.resolve("killed.json");
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StuckDetection.class.getName(),
                                pictures.toString(),
                                output.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        var program = Waits.atMost(builder.start());
        try (var out =
                new BufferedReader(
                        new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("stuck");
        } finally {
            Waits.get(program.destroyForcibly().onExit());
        }

        var summary = run("killed.json", this::seeAndRemember);

        assertThat(summary.before()).isPositive();
        assertThat(lookedAt).hasSize((int) (PICTURES - summary.before()));
        assertThat(text("killed.json")).isEqualTo(text("whole.json"));
    }

    @Test
    void looksAgainOnlyAtWhatChanged() throws Exception {
        assertThatThrownBy(() -> run("r.json", breakingOffAt(40))).isNotNull();
        Files.writeString(pictures.resolve("0.JPG"), "another picture by this name");

        run("r.json", this::seeAndRemember);

        assertThat(lookedAt).contains("0.JPG").hasSizeLessThan(PICTURES);
        assertThat(json("r.json").get("images")).hasSize(PICTURES);
    }

    @Test
    void triesFailuresAgainWhenAsked() throws Exception {
        assertThatThrownBy(() -> run("r.json", breakingOffAt(PICTURES - 1))).isNotNull();

        var summary = run("r.json", FolderDetectionTest::seeEverything, true);

        assertThat(summary.failed()).isZero();
        assertThat(json("r.json").get("images")).hasSize(PICTURES);
    }

    @Test
    void doesNotMixWhatWasFoundInAnotherWay() throws Exception {
        assertThatThrownBy(() -> run("r.json", breakingOffAt(5))).isNotNull();
        var other =
                new FolderDetection.Options(folder.resolve("r.json"), "{\"other\":1}", 2, false);

        assertThatThrownBy(
                        () ->
                                new FolderDetection(
                                                new PictureTree(pictures, true),
                                                FolderDetectionTest::see,
                                                other)
                                        .run(Map::of, SILENT))
                .isInstanceOf(OtherSettings.class)
                .hasMessageContaining("--restart");
    }

    static void makePictures(Path pictures) throws IOException {
        var folders = List.of("", "a/b/", "a.b/", "a/", "z z/Ö/");
        for (var i = 0; i < PICTURES; i++) {
            var name = folders.get(i % folders.size()) + i + (i % 3 == 0 ? ".JPG" : ".jpg");
            var file = pictures.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "picture " + i);
        }
    }

    /** As a model would: always the same for the same name. */
    static FileResult see(String name, Path picture) {
        var number = Integer.parseInt(name.replaceAll(".*/|\\..{3}$", ""));
        return number % 10 == 7
                ? FileResult.failed(name, "image access failure: it is broken")
                : seeEverything(name, picture);
    }

    private static FileResult seeEverything(String name, Path picture) {
        var number = Integer.parseInt(name.replaceAll(".*/|\\..{3}$", ""));
        var found = new ArrayList<FileResult.Found>();
        for (var i = 0; i < number % 3; i++) {
            found.add(
                    FileResult.Found.of(
                            number % 5 == 0 ? "dragon" : "animal",
                            1.0 / (i + 3),
                            new Box(1.0 / 3, 0.25, 1.0 / (number + 7), 0.5),
                            List.of(new FileResult.Label("kind " + number % 4, 2.0 / 3))));
        }
        return FileResult.of(name, found);
    }

    private FileResult seeAndRemember(String name, Path picture) {
        lookedAt.add(name);
        return see(name, picture);
    }

    /** By name, not by number: a worker that is late must not move the place. */
    private Looker breakingOffAt(int number) throws IOException {
        var names = new ArrayList<String>();
        new PictureTree(pictures, true).iterator().forEachRemaining(names::add);
        return (name, picture) -> {
            if (name.equals(names.get(number))) {
                throw new IllegalStateException("the power failed");
            }
            return see(name, picture);
        };
    }

    private FolderDetection.Summary run(String output, Looker looker) throws Exception {
        return run(output, looker, false);
    }

    private FolderDetection.Summary run(String output, Looker looker, boolean retry)
            throws Exception {
        return detection(pictures, folder.resolve(output), looker, retry)
                .run(FolderDetectionTest::info, SILENT);
    }

    static FolderDetection detection(Path pictures, Path output, Looker looker, boolean retry) {
        return new FolderDetection(
                new PictureTree(pictures, true),
                looker,
                new FolderDetection.Options(output, "{\"model\":\"seen\"}", 3, retry));
    }

    static Map<String, JsonNode> info() {
        return Map.of("detector", TextNode.valueOf("seen.onnx"));
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }
}
