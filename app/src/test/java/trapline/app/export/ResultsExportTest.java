package trapline.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trapline.api.export.ExportContext;
import trapline.api.export.ExportFormat;
import trapline.api.export.ExportOptions;
import trapline.api.export.ExportedCamera;
import trapline.api.export.ExportedCapture;
import trapline.api.export.ExportedObservation;
import trapline.detection.BoundingBox;
import trapline.runner.format.FileResult;
import trapline.runner.format.ResultsFormat;

class ResultsExportTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final ExportedCamera CAMERA =
            new ExportedCamera(
                    UUID.randomUUID(),
                    "ridge",
                    "dev-1",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(
            value = ResultsFormat.class,
            names = {"COCO", "MEGADETECTOR"})
    void keepsEveryObservationThroughTheFormat(ResultsFormat format) throws IOException {
        var wolf =
                observation(
                        ExportedObservation.Type.ANIMAL,
                        Optional.of("wolf"),
                        ExportedObservation.Method.MACHINE);
        var cub =
                observation(
                        ExportedObservation.Type.ANIMAL,
                        Optional.of("Canis lupus"),
                        ExportedObservation.Method.HUMAN);
        var poacher =
                observation(
                        ExportedObservation.Type.HUMAN,
                        Optional.empty(),
                        ExportedObservation.Method.MACHINE);
        var something =
                observation(
                        ExportedObservation.Type.UNKNOWN,
                        Optional.empty(),
                        ExportedObservation.Method.MACHINE);

        var read =
                through(
                        format,
                        capture("a.jpg", true, wolf, poacher),
                        capture("b.jpg", true, cub, something),
                        capture(
                                "c.jpg",
                                true,
                                observation(
                                        ExportedObservation.Type.BLANK,
                                        Optional.empty(),
                                        ExportedObservation.Method.MACHINE)),
                        capture("d.jpg", false));

        assertThat(read)
                .extracting(FileResult::file)
                .containsExactly("a.jpg", "b.jpg", "c.jpg", "d.jpg");
        var ids =
                read.stream()
                        .flatMap(one -> one.detections().stream())
                        .map(found -> found.more().get("observation_id").asText())
                        .toList();
        assertThat(ids).containsExactlyInAnyOrder(id(wolf), id(poacher), id(cub), id(something));
        assertThat(read.get(2).detections()).isEmpty();
        assertThat(read.get(2).failure()).isEmpty();
        assertThat(read.get(3).failure()).contains("not analysed yet");
        assertThat(read.get(0).detections().get(0).box().orElseThrow().width()).isEqualTo(0.3);
        assertThat(read.get(0).taken().orElseThrow()).hasToString("2026-02-01T13:00");
    }

    @Test
    void leavesNoHalfFileBehind() throws IOException {
        var writer = new ResultsExport(ExportFormat.COCO, ResultsFormat.COCO);
        var session = writer.open(folder.resolve("x.json"), context());
        session.write(capture("a.jpg", true));

        session.close();

        assertThat(folder.resolve("x.json")).doesNotExist();
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private List<FileResult> through(ResultsFormat format, ExportedCapture... captures)
            throws IOException {
        var target = folder.resolve("results.json");
        var writer = new ResultsExport(ExportFormat.COCO, format);
        try (var session = writer.open(target, context())) {
            for (var capture : captures) {
                session.write(capture);
            }
            session.finish();
        }
        var read = new ArrayList<FileResult>();
        format.reader(target).each(read::add);
        return read;
    }

    private static ExportContext context() {
        return new ExportContext(
                UUID.randomUUID(),
                "north",
                "anna",
                NOON,
                "1",
                ExportOptions.USUAL,
                List.of("Canis lupus", "wolf"),
                false);
    }

    private static ExportedCapture capture(
            String name, boolean analysed, ExportedObservation... observations) {
        return new ExportedCapture(
                UUID.randomUUID(),
                CAMERA,
                Optional.empty(),
                Optional.empty(),
                name,
                "DCIM/" + name,
                "picture",
                "image/jpeg",
                "key",
                "sha",
                Optional.of(640),
                Optional.of(480),
                NOON,
                ZoneId.of("Europe/Amsterdam"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                analysed,
                false,
                Optional.empty(),
                List.of(observations));
    }

    private static ExportedObservation observation(
            ExportedObservation.Type type,
            Optional<String> label,
            ExportedObservation.Method method) {
        return new ExportedObservation(
                UUID.randomUUID(),
                type,
                "animal",
                label,
                Optional.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                method == ExportedObservation.Method.HUMAN
                        ? Optional.empty()
                        : Optional.of(new BoundingBox(0.1, 0.2, 0.3, 0.4)),
                Optional.empty(),
                method == ExportedObservation.Method.HUMAN ? Optional.empty() : Optional.of(0.9),
                label.map(name -> 0.8),
                method,
                Optional.of("somebody"),
                Optional.of(NOON),
                Optional.empty());
    }

    private static String id(ExportedObservation one) {
        return one.observationId().toString();
    }
}
