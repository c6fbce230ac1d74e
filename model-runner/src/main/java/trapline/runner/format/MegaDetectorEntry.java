package trapline.runner.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import trapline.runner.Box;

/** One element of {@code images} in MegaDetector's format, to and from a {@link FileResult}. */
final class MegaDetectorEntry {
    private static final Set<String> FIELDS =
            Set.of(
                    "file",
                    "failure",
                    "detections",
                    "frame_rate",
                    "frames_processed",
                    "width",
                    "height",
                    "datetime");
    private static final Set<String> BOX_FIELDS =
            Set.of("category", "conf", "bbox", "classifications", "frame_number");
    private static final Box WHOLE = new Box(0, 0, 1, 1);

    private MegaDetectorEntry() {}

    /**
     * @throws IllegalArgumentException saying what is wrong
     */
    static FileResult read(ObjectNode node) {
        var failure = text(node, "failure");
        var detections = node.get("detections");
        if (failure.isEmpty() && (detections == null || !detections.isArray())) {
            throw new IllegalArgumentException("neither a list of detections nor a failure");
        }
        var more = Json.rest(node, FIELDS);
        var taken = text(node, "datetime").flatMap(Json::time);
        if (taken.isEmpty() && node.has("datetime")) {
            more.put("datetime", node.get("datetime"));
        }
        return new FileResult(
                text(node, "file").orElse(""),
                failure,
                detections == null || detections.isNull() ? List.of() : found(detections),
                node.path("width").asInt() > 0 && node.path("height").asInt() > 0
                        ? Optional.of(
                                new FileResult.Size(
                                        node.get("width").asInt(), node.get("height").asInt()))
                        : Optional.empty(),
                taken,
                clip(node),
                more);
    }

    static void write(JsonGenerator out, FileResult result) throws IOException {
        out.writeStartObject();
        out.writeStringField("file", result.file());
        if (result.size().isPresent()) {
            out.writeNumberField("width", result.size().get().width());
            out.writeNumberField("height", result.size().get().height());
        }
        if (result.taken().isPresent()) {
            out.writeStringField("datetime", Json.TIME.format(result.taken().get()));
        }
        if (result.clip().isPresent()) {
            out.writeNumberField("frame_rate", result.clip().get().frameRate());
            out.writeArrayFieldStart("frames_processed");
            for (var frame : result.clip().get().framesProcessed()) {
                out.writeNumber(frame);
            }
            out.writeEndArray();
        }
        if (result.failure().isPresent()) {
            out.writeStringField("failure", result.failure().get());
            out.writeNullField("detections");
        } else {
            out.writeArrayFieldStart("detections");
            for (var found : result.detections()) {
                write(out, found);
            }
            out.writeEndArray();
        }
        Json.writeAll(out, result.more());
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, FileResult.Found found) throws IOException {
        out.writeStartObject();
        out.writeStringField("category", found.category());
        out.writeNumberField("conf", Json.confidence(found.confidence()));
        out.writeFieldName("bbox");
        Json.writeBox(out, found.box().orElse(WHOLE));
        if (found.frame().isPresent()) {
            out.writeNumberField("frame_number", found.frame().getAsInt());
        }
        if (!found.labels().isEmpty()) {
            out.writeArrayFieldStart("classifications");
            for (var label : sorted(found.labels())) {
                out.writeStartArray();
                out.writeString(label.category());
                out.writeNumber(Json.confidence(label.confidence()));
                out.writeEndArray();
            }
            out.writeEndArray();
        }
        Json.writeAll(out, found.more());
        out.writeEndObject();
    }

    /** The format demands the best first. */
    private static List<FileResult.Label> sorted(List<FileResult.Label> labels) {
        return labels.stream()
                .sorted(Comparator.comparingDouble(FileResult.Label::confidence).reversed())
                .toList();
    }

    private static List<FileResult.Found> found(JsonNode detections) {
        var found = new ArrayList<FileResult.Found>();
        for (var node : detections) {
            if (!(node instanceof ObjectNode one) || !one.hasNonNull("category")) {
                throw new IllegalArgumentException("a detection without a category");
            }
            if (!one.path("conf").isNumber()) {
                throw new IllegalArgumentException("a detection without a confidence (conf)");
            }
            found.add(
                    new FileResult.Found(
                            one.get("category").asText(),
                            one.get("conf").asDouble(),
                            Optional.of(Json.box(one.path("bbox"))),
                            labels(one.path("classifications")),
                            one.path("frame_number").isInt()
                                    ? OptionalInt.of(one.get("frame_number").asInt())
                                    : OptionalInt.empty(),
                            Json.rest(one, BOX_FIELDS)));
        }
        return found;
    }

    private static List<FileResult.Label> labels(JsonNode classifications) {
        var labels = new ArrayList<FileResult.Label>();
        for (var one : classifications) {
            if (!one.isArray() || one.size() != 2 || !one.get(1).isNumber()) {
                throw new IllegalArgumentException("a classification is [category, confidence]");
            }
            labels.add(new FileResult.Label(one.get(0).asText(), one.get(1).asDouble()));
        }
        return labels;
    }

    private static Optional<FileResult.Clip> clip(ObjectNode node) {
        if (!node.path("frame_rate").isNumber()) {
            return Optional.empty();
        }
        var frames = new ArrayList<Integer>();
        node.path("frames_processed").forEach(frame -> frames.add(frame.asInt()));
        return Optional.of(new FileResult.Clip(node.get("frame_rate").asDouble(), frames));
    }

    private static Optional<String> text(ObjectNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
    }
}
