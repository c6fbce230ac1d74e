package trapline.runner.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a CSV that Timelapse imports: one row a file, matched by RelativePath and File. After
 * Timelapse's own columns come those that its template must have to take them over; Recognitions
 * holds all boxes, as JSON, so that {@link TimelapseReader} loses nothing.
 *
 * @see <a href="https://timelapse.ucalgary.ca">Timelapse</a>
 */
final class TimelapseWriter implements ResultsWriter {
    static final List<String> COLUMNS =
            List.of(
                    "RootFolder",
                    "File",
                    "RelativePath",
                    "DateTime",
                    "DeleteFlag",
                    "Empty",
                    "Animal",
                    "Person",
                    "Vehicle",
                    "Species",
                    "Confidence",
                    "Failure",
                    "Recognitions");

    /** What MegaDetector v5's makers call a typical threshold. */
    private static final double TYPICAL = 0.2;

    private final NewFile file;
    private final Writer out;
    private final ResultsHeader header;
    private final String rootFolder;
    private final double threshold;

    TimelapseWriter(Path target, ResultsHeader header) throws IOException {
        this.header = header;
        this.rootFolder = text(header.info(), "root_folder").orElse("");
        this.threshold =
                header.info().containsKey("detector_metadata")
                        ? header.info()
                                .get("detector_metadata")
                                .path("typical_detection_threshold")
                                .asDouble(TYPICAL)
                        : TYPICAL;
        this.file = new NewFile(target);
        this.out = new OutputStreamWriter(file.out(), StandardCharsets.UTF_8);
        Csv.write(out, COLUMNS);
    }

    @Override
    public void write(FileResult result) throws IOException {
        var slash = result.file().lastIndexOf('/');
        var best = result.detections().stream().mapToDouble(FileResult.Found::confidence).max();
        var species =
                result.detections().stream()
                        .filter(found -> found.confidence() >= threshold)
                        .filter(found -> !found.labels().isEmpty())
                        .max(
                                (a, b) ->
                                        Double.compare(
                                                a.labels().get(0).confidence(),
                                                b.labels().get(0).confidence()))
                        .map(found -> header.labelName(found.labels().get(0).category()))
                        .orElse("");
        var looked = result.failure().isEmpty();
        Csv.write(
                out,
                List.of(
                        rootFolder,
                        result.file().substring(slash + 1),
                        // Timelapse is a Windows program.
                        slash < 0 ? "" : result.file().substring(0, slash).replace('/', '\\'),
                        result.taken().map(Json.TIME::format).orElse(""),
                        "false",
                        looked ? String.valueOf(none(result)) : "",
                        looked ? String.valueOf(has(result, "animal")) : "",
                        looked ? String.valueOf(has(result, "person")) : "",
                        looked ? String.valueOf(has(result, "vehicle")) : "",
                        species,
                        best.isPresent() ? String.valueOf(Json.confidence(best.getAsDouble())) : "",
                        result.failure().orElse(""),
                        looked ? recognitions(result) : ""));
    }

    @Override
    public void finish() throws IOException {
        out.flush();
        file.finish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private boolean none(FileResult result) {
        return result.detections().stream().noneMatch(found -> found.confidence() >= threshold);
    }

    private boolean has(FileResult result, String category) {
        return result.detections().stream()
                .anyMatch(
                        found ->
                                found.confidence() >= threshold
                                        && header.detectionName(found.category()).equals(category));
    }

    /** With names instead of ids: a CSV has no place for a list of categories. */
    private String recognitions(FileResult result) throws IOException {
        var text = new StringWriter();
        try (var json = Json.MAPPER.getFactory().createGenerator(text)) {
            json.writeStartObject();
            if (result.size().isPresent()) {
                json.writeNumberField("width", result.size().get().width());
                json.writeNumberField("height", result.size().get().height());
            }
            if (result.clip().isPresent()) {
                json.writeNumberField("frame_rate", result.clip().get().frameRate());
                json.writeArrayFieldStart("frames_processed");
                for (var frame : result.clip().get().framesProcessed()) {
                    json.writeNumber(frame);
                }
                json.writeEndArray();
            }
            json.writeArrayFieldStart("detections");
            for (var found : result.detections()) {
                json.writeStartObject();
                json.writeStringField("category", header.detectionName(found.category()));
                json.writeNumberField("conf", Json.confidence(found.confidence()));
                if (found.box().isPresent()) {
                    json.writeFieldName("bbox");
                    Json.writeBox(json, found.box().get());
                }
                if (found.frame().isPresent()) {
                    json.writeNumberField("frame_number", found.frame().getAsInt());
                }
                if (!found.labels().isEmpty()) {
                    json.writeArrayFieldStart("classifications");
                    for (var label : found.labels()) {
                        json.writeStartArray();
                        json.writeString(header.labelName(label.category()));
                        json.writeNumber(Json.confidence(label.confidence()));
                        json.writeEndArray();
                    }
                    json.writeEndArray();
                }
                Json.writeAll(json, found.more());
                json.writeEndObject();
            }
            json.writeEndArray();
            Json.writeAll(json, result.more());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static Optional<String> text(Map<String, JsonNode> info, String field) {
        return Optional.ofNullable(info.get(field)).map(JsonNode::asText);
    }
}
