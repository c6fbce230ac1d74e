package trapline.app.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import trapline.api.export.ExportContext;
import trapline.api.export.ExportFormat;
import trapline.api.export.ExportWriter;
import trapline.api.export.ExportedCapture;
import trapline.api.export.ExportedObservation;
import trapline.runner.Box;
import trapline.runner.format.FileResult;
import trapline.runner.format.ResultsFormat;
import trapline.runner.format.ResultsHeader;
import trapline.runner.format.ResultsWriter;
import trapline.runner.format.Vocabulary;

/**
 * What was seen, in the formats of detectors. What only Trapline knows stands in fields that other
 * programs overlook: the ids, so that every observation is found again, and who said it.
 */
class ResultsExport implements ExportWriter {
    private final ExportFormat format;
    private final ResultsFormat results;

    ResultsExport(ExportFormat format, ResultsFormat results) {
        this.format = format;
        this.results = results;
    }

    @Override
    public ExportFormat format() {
        return format;
    }

    @Override
    public Session open(Path target, ExportContext context) throws IOException {
        var categories = Vocabulary.ofDetections();
        // Whatever is neither animal, person nor vehicle.
        categories.id("unknown");
        var labels = Vocabulary.ofLabels();
        context.labels().forEach(labels::id);
        var header =
                new ResultsHeader(
                        categories.names(),
                        labels.names(),
                        Map.of(),
                        Map.of(
                                "detector", new TextNode("Trapline " + context.version()),
                                "detection_completion_time",
                                        new TextNode(context.createdAt().toString())));
        return new Results(results.writer(target, header), categories, labels);
    }

    private static final class Results implements Session {
        private final ResultsWriter writer;
        private final Vocabulary categories;
        private final Vocabulary labels;

        Results(ResultsWriter writer, Vocabulary categories, Vocabulary labels) {
            this.writer = writer;
            this.categories = categories;
            this.labels = labels;
        }

        @Override
        public void write(ExportedCapture capture) throws IOException {
            var failure =
                    capture.analysed()
                            ? Optional.<String>empty()
                            : Optional.of(capture.failure().orElse("not analysed yet"));
            writer.write(
                    new FileResult(
                            capture.fileName(),
                            failure,
                            failure.isPresent()
                                    ? List.of()
                                    : capture.observations().stream()
                                            .filter(one -> !isBlank(one))
                                            .map(this::found)
                                            .toList(),
                            capture.width()
                                    .flatMap(
                                            width ->
                                                    capture.height()
                                                            .map(
                                                                    height ->
                                                                            new FileResult.Size(
                                                                                    width,
                                                                                    height))),
                            Optional.of(
                                    LocalDateTime.ofInstant(capture.capturedAt(), capture.zone())),
                            Optional.empty(),
                            more(capture)));
        }

        private static boolean isBlank(ExportedObservation one) {
            return one.type() == ExportedObservation.Type.BLANK
                    || one.type() == ExportedObservation.Type.UNCLASSIFIED;
        }

        private FileResult.Found found(ExportedObservation one) {
            var more = new LinkedHashMap<String, JsonNode>();
            more.put("observation_id", new TextNode(one.observationId().toString()));
            more.put("observation_type", new TextNode(one.type().id()));
            more.put("classification_method", new TextNode(one.method().id()));
            one.count().ifPresent(count -> more.put("count", new IntNode(count)));
            one.sex().ifPresent(sex -> more.put("sex", new TextNode(sex)));
            one.lifeStage().ifPresent(stage -> more.put("life_stage", new TextNode(stage)));
            one.behavior().ifPresent(behavior -> more.put("behavior", new TextNode(behavior)));
            one.by().ifPresent(by -> more.put("classified_by", new TextNode(by)));
            return new FileResult.Found(
                    category(one),
                    one.confidence().orElse(1.0),
                    one.box().map(box -> new Box(box.x(), box.y(), box.width(), box.height())),
                    one.label()
                            .map(
                                    label ->
                                            List.of(
                                                    new FileResult.Label(
                                                            labels.id(label),
                                                            one.labelConfidence().orElse(1.0))))
                            .orElse(List.of()),
                    one.frame().map(OptionalInt::of).orElse(OptionalInt.empty()),
                    more);
        }

        private String category(ExportedObservation one) {
            return categories.id(
                    switch (one.type()) {
                        case ANIMAL -> "animal";
                        case HUMAN -> "person";
                        case VEHICLE -> "vehicle";
                        default -> "unknown";
                    });
        }

        private static Map<String, JsonNode> more(ExportedCapture capture) {
            var more = new LinkedHashMap<String, JsonNode>();
            more.put("capture_id", new TextNode(capture.captureId().toString()));
            more.put("location", new TextNode(capture.camera().cameraId().toString()));
            more.put("location_name", new TextNode(capture.camera().name()));
            capture.event()
                    .ifPresent(
                            event -> more.put("seq_id", new TextNode(event.eventId().toString())));
            capture.sequenceNumber()
                    // Cameras count from 1, the format from 0.
                    .ifPresent(
                            number -> more.put("frame_num", new IntNode(Math.max(0, number - 1))));
            capture.sequenceLength()
                    .ifPresent(length -> more.put("seq_num_frames", new IntNode(length)));
            if (!capture.timeFlags().isEmpty()) {
                more.put("time_in_doubt", BooleanNode.TRUE);
            }
            return more;
        }

        @Override
        public List<String> finish() throws IOException {
            writer.finish();
            return List.of();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
