package trapline.runner.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.runner.Box;
import trapline.runner.SampleData;
import trapline.runner.format.FileResult.Clip;
import trapline.runner.format.FileResult.Found;
import trapline.runner.format.FileResult.Label;
import trapline.runner.format.FileResult.Size;

/** Whatever is written in one format comes back, through the others too. */
class RoundTripTest {
    private static final ResultsHeader HEADER =
            new ResultsHeader(
                    ResultsHeader.DETECTION_CATEGORIES,
                    Map.of("0", "red fox", "3", "Capreolus capreolus, \"roe deer\""),
                    Map.of(),
                    Map.of("detector", TextNode.valueOf("a-model.onnx")));

    private static final List<FileResult> RESULTS =
            List.of(
                    FileResult.of(
                                    "b/two, with \"marks\".jpg",
                                    List.of(
                                            new Found(
                                                    "1",
                                                    0.92601,
                                                    Optional.of(new Box(0, 0.2762, 0.1539, 0.2825)),
                                                    List.of(
                                                            new Label("3", 0.9),
                                                            new Label("0", 0.07)),
                                                    OptionalInt.empty(),
                                                    Map.of("track", TextNode.valueOf("t1"))),
                                            Found.of(
                                                    "3",
                                                    0.1,
                                                    new Box(0.5, 0.5, 0.000123, 0.25),
                                                    List.of())))
                            .with(
                                    Optional.of(new Size(4000, 3000)),
                                    Optional.of(LocalDateTime.of(2026, 1, 2, 3, 4, 5))),
                    FileResult.of("a/nothing.jpg", List.of())
                            .with(Optional.of(new Size(640, 480)), Optional.empty()),
                    FileResult.failed("a/Überblick.jpg", "image access failure: it is\ncut off"),
                    new FileResult(
                            "clip.mp4",
                            Optional.empty(),
                            List.of(
                                    new Found(
                                            "2",
                                            1,
                                            Optional.of(new Box(0.1, 0.2, 0.3, 0.4)),
                                            List.of(),
                                            OptionalInt.of(20),
                                            Map.of())),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new Clip(29.97, List.of(0, 20, 40))),
                            Map.of()));

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(ResultsFormat.class)
    void keepsEveryObservation(ResultsFormat format) throws IOException {
        var file = folder.resolve(format == ResultsFormat.TIMELAPSE ? "r.csv" : "r.json");

        write(file, format, HEADER, RESULTS);

        assertThat(ResultsFormat.of(file)).isEqualTo(format);
        assertThat(named(file)).isEqualTo(named(HEADER, RESULTS));
    }

    @ParameterizedTest
    @EnumSource(ResultsFormat.class)
    void keepsEveryObservationOnTheWayThroughAnotherFormatAndBack(ResultsFormat format)
            throws IOException {
        var first = folder.resolve("first.json");
        var between = folder.resolve(format == ResultsFormat.TIMELAPSE ? "b.csv" : "b.json");
        var last = folder.resolve("last.json");
        write(first, ResultsFormat.MEGADETECTOR, HEADER, RESULTS);

        var there = ResultsFormat.convert(first, between, format);
        var back = ResultsFormat.convert(between, last, ResultsFormat.MEGADETECTOR);

        assertThat(there).isEqualTo(RESULTS.size());
        assertThat(back).isEqualTo(RESULTS.size());
        assertThat(named(last)).isEqualTo(named(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"megadetector-v5a.json", "megadetector-animl.json"})
    void keepsWhatTheRealMegaDetectorFound(String name) throws IOException {
        var real = SampleData.find("expected/" + name);
        var coco = folder.resolve("coco.json");
        var csv = folder.resolve("timelapse.csv");
        var back = folder.resolve("back.json");

        ResultsFormat.convert(real, coco, ResultsFormat.COCO);
        ResultsFormat.convert(coco, csv, ResultsFormat.TIMELAPSE);
        ResultsFormat.convert(csv, back, ResultsFormat.MEGADETECTOR);

        assertThat(named(real)).isNotEmpty();
        assertThat(named(back)).isEqualTo(named(real));
    }

    static void write(
            Path file, ResultsFormat format, ResultsHeader header, List<FileResult> results)
            throws IOException {
        try (var writer = format.writer(file, header)) {
            for (var result : results) {
                writer.write(result);
            }
            writer.finish();
        }
    }

    static List<FileResult> named(Path file) throws IOException {
        var reader = ResultsFormat.of(file).reader(file);
        var results = new ArrayList<FileResult>();
        reader.each(results::add);
        return named(reader.header(), results);
    }

    /** The same with names instead of numbers, which every format chooses for itself. */
    private static List<FileResult> named(ResultsHeader header, List<FileResult> results) {
        return results.stream()
                .map(
                        result ->
                                new FileResult(
                                        result.file(),
                                        result.failure(),
                                        result.detections().stream()
                                                .map(found -> named(header, found))
                                                .toList(),
                                        result.size(),
                                        result.taken(),
                                        result.clip(),
                                        result.more()))
                .toList();
    }

    private static Found named(ResultsHeader header, Found found) {
        return new Found(
                header.detectionName(found.category()),
                found.confidence(),
                found.box(),
                found.labels().stream()
                        .map(
                                label ->
                                        new Label(
                                                header.labelName(label.category()),
                                                label.confidence()))
                        .toList(),
                found.frame(),
                found.more());
    }
}
