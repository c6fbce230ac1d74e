package trapline.runner.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trapline.runner.Box;
import trapline.runner.format.FileResult.Found;
import trapline.runner.format.FileResult.Label;

/** Files of other programs are understood, and broken ones are refused with the place. */
class ForeignFilesTest {
    @TempDir Path folder;

    @Test
    void readsMegaDetectorsOwnOrderWithImagesBeforeCategories() throws IOException {
        var file =
                text(
                        "own.json",
                        """
                        {"images":[{"file":"a.jpg","detections":[
                            {"category":"1","conf":0.9,"bbox":[0,0,0.5,0.5],
                             "classifications":[["7",0.8]]}]},
                          {"file":"b.jpg","failure":"image access failure","detections":null},
                          {"file":"c.jpg","failure":"image access failure"}],
                         "detection_categories":{"1":"animal"},
                         "classification_categories":{"7":"fox"},
                         "info":{"format_version":"1.3","detector":"md_v5a.0.0.pt"}}
                        """);

        var reader = ResultsFormat.of(file).reader(file);

        assertThat(reader.header().labelName("7")).isEqualTo("fox");
        assertThat(reader.header().info()).containsOnlyKeys("detector");
        assertThat(RoundTripTest.named(file)).extracting(FileResult::file).hasSize(3);
    }

    @Test
    void writesTheFieldsThatVersionOnePointSixNames() throws IOException {
        var file = folder.resolve("r.json");
        var header =
                new ResultsHeader(
                        ResultsHeader.DETECTION_CATEGORIES,
                        Map.of("0", "fox"),
                        Map.of("0", "mammalia;carnivora;canidae;vulpes;vulpes"),
                        Map.of());

        RoundTripTest.write(
                file,
                ResultsFormat.MEGADETECTOR,
                header,
                List.of(
                        FileResult.of(
                                "a.jpg",
                                List.of(
                                        Found.of(
                                                "1",
                                                1,
                                                new Box(0, 0, 1, 1),
                                                List.of(
                                                        new Label("0", 0.2),
                                                        new Label("0", 0.7))))),
                        FileResult.of("b.jpg", List.of()),
                        FileResult.failed("c.jpg", "image access failure")));

        var json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.at("/info/format_version").textValue()).isEqualTo("1.6");
        assertThat(json.at("/detection_categories/1").textValue()).isEqualTo("animal");
        assertThat(json.at("/classification_category_descriptions/0").textValue())
                .startsWith("mammalia");
        // Validators want a float even for a whole number.
        assertThat(Files.readString(file)).contains("\"conf\" : 1.0");
        assertThat(json.at("/images/0/detections/0/classifications/0/1").doubleValue())
                .isEqualTo(0.7);
        assertThat(json.at("/images/1/detections")).isEmpty();
        assertThat(json.at("/images/1").has("failure")).isFalse();
        assertThat(json.at("/images/2/detections").isNull()).isTrue();
        assertThat(json.at("/images/2/failure").textValue()).isEqualTo("image access failure");
    }

    @Test
    void writesCocoBoxesInPixelsAndEmptyAsACategory() throws IOException {
        var file = folder.resolve("coco.json");

        RoundTripTest.write(
                file,
                ResultsFormat.COCO,
                new ResultsHeader(ResultsHeader.DETECTION_CATEGORIES, Map.of(), Map.of(), Map.of()),
                List.of(
                        FileResult.of(
                                        "a.jpg",
                                        List.of(
                                                Found.of(
                                                        "2",
                                                        0.5,
                                                        new Box(0.25, 0.5, 0.5, 0.25),
                                                        List.of())))
                                .with(
                                        Optional.of(new FileResult.Size(1920, 1080)),
                                        Optional.empty()),
                        FileResult.of("b.jpg", List.of())));

        var json = new ObjectMapper().readTree(file.toFile());
        assertThat(texts(json.get("categories"), one -> one.get("name").asText()))
                .containsExactly("empty", "animal", "person", "vehicle");
        assertThat(json.at("/annotations/0/bbox").toString())
                .isEqualTo("[480.0,540.0,960.0,270.0]");
        assertThat(json.at("/annotations/0/category_id").asInt()).isEqualTo(2);
        assertThat(json.at("/annotations/1/category_id").asInt()).isZero();
        assertThat(json.at("/annotations/1").has("bbox")).isFalse();
    }

    @Test
    void readsWhatPeopleSawFromForeignCocoFilesInAnyOrder() throws IOException {
        var file =
                text(
                        "foreign.json",
                        """
                        {"annotations":[
                           {"id":"1","image_id":"i2","category_id":5,"bbox":[10,20,30,40]},
                           {"id":"2","image_id":"i1","category_id":0},
                           {"id":"3","image_id":"i3","category_id":9}],
                         "images":[
                           {"id":"i1","file_name":"x/1.jpg","seq_id":"s","location":"north"},
                           {"id":"i2","file_name":"x/2.jpg","width":100,"height":200,
                            "datetime":"2022-12-31 09:52:50"},
                           {"id":"i3","file_name":"x/3.jpg"}],
                         "categories":[{"id":0,"name":"empty"},{"id":5,"name":"red_deer"},
                           {"id":9,"name":"human"}],
                         "info":{"version":"1.0","description":"d","year":2022}}
                        """);

        var results = RoundTripTest.named(file);

        assertThat(results)
                .extracting(FileResult::file)
                .containsExactly("x/1.jpg", "x/2.jpg", "x/3.jpg");
        assertThat(results.get(0).detections()).isEmpty();
        assertThat(results.get(0).more()).containsKeys("seq_id", "location");
        assertThat(results.get(1).detections())
                .containsExactly(
                        Found.of(
                                "animal",
                                1,
                                new Box(0.1, 0.1, 0.3, 0.2),
                                List.of(new Label("red_deer", 1))));
        assertThat(results.get(2).detections().get(0).category()).isEqualTo("person");
        assertThat(results.get(2).detections().get(0).box()).isEmpty();
    }

    @Test
    void readsATimelapseFileThatPeopleFilledIn() throws IOException {
        var file =
                text(
                        "people.csv",
                        """
                        \uFEFFRootFolder,File,RelativePath,DateTime,DeleteFlag,Animal,Person,Species
                        Site,IMG_1.JPG,north\\day 1,2026-01-02 03:04:05,false,true,false,"fox, red"
                        Site,IMG_2.JPG,,,false,FALSE,TRUE,
                        """
                                .replace("\n", "\r\n"));

        var results = RoundTripTest.named(file);

        assertThat(results)
                .extracting(FileResult::file)
                .containsExactly("north/day 1/IMG_1.JPG", "IMG_2.JPG");
        assertThat(results.get(0).taken()).isPresent();
        assertThat(results.get(0).detections().get(0).labels())
                .containsExactly(new Label("fox, red", 1));
        assertThat(results.get(1).detections().get(0).category()).isEqualTo("person");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [{"file":"a.jpg"}]                                                                     | a format of its own
                    {"images":[]}                                                                          | detection_categories
                    {"some":1}                                                                             | no images
                    {"detection_categories":{"1":"animal"},"images":[{"file":"a.jpg"}]}                    | images[0] (a.jpg): neither
                    {"detection_categories":{"x":"animal"},"images":[]}                                    | needs a non-negative number
                    {"detection_categories":{"1":"a"},"images":[{"file":"a","detections":[{"category":"1","conf":0.5,"bbox":[1]}]}]} | images[0] (a): a box is
                    {"detection_categories":{"1":"a"},"images":[{"file":"a","detections":[{"category":"1","conf":7,"bbox":[0,0,1,1]}]}]} | 0 to 1, not 7
                    {"detection_categories":{"1":"a"},"images":[{"file":"a","detections":[                  | no whole JSON, line 1
                    {"images":[],"annotations":[{"image_id":"a"}],"categories":[{"id":1,"name":"x"}]}      | not in the list of images
                    """)
    void saysWhatIsWrongWithAFile(String json, String message) throws IOException {
        var file = text("wrong.json", json);

        assertThatThrownBy(() -> RoundTripTest.named(file))
                .isInstanceOf(WrongFormat.class)
                .hasMessageContaining("wrong.json")
                .hasMessageContaining(message);
    }

    @Test
    void leavesNothingBehindWhenItIsNotFinished() throws IOException {
        var target = folder.resolve("r.json");
        for (var format : ResultsFormat.values()) {
            try (var writer =
                    format.writer(
                            target,
                            new ResultsHeader(
                                    ResultsHeader.DETECTION_CATEGORIES,
                                    Map.of(),
                                    Map.of(),
                                    Map.of()))) {
                writer.write(FileResult.of("a.jpg", List.of()));
            }
        }

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private Path text(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static List<String> texts(JsonNode list, Function<JsonNode, String> of) {
        return LongStream.range(0, list.size()).mapToObj(i -> of.apply(list.get((int) i))).toList();
    }
}
