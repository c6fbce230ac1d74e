package trapline.runner.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import trapline.runner.Box;

/**
 * Reads COCO Camera Traps JSON, our own and others'. In others', a category that is neither a
 * person nor a vehicle nor empty is an animal with this label; what people saw has the confidence
 * 1.
 *
 * @see <a href="https://lila.science/coco-camera-traps">COCO Camera Traps</a>
 */
final class CocoReader implements ResultsReader {
    private static final Set<String> IMAGE =
            Set.of(
                    "id",
                    "file_name",
                    "width",
                    "height",
                    "datetime",
                    "corrupt",
                    "failure",
                    "frame_rate",
                    "frames_processed");
    private static final Set<String> ANNOTATION =
            Set.of(
                    "id",
                    "image_id",
                    "category_id",
                    "bbox",
                    "bbox_relative",
                    "score",
                    "detection_category",
                    "classifications",
                    "frame_number");
    private static final Set<String> EMPTY = Set.of("empty", "blank");
    private static final Map<String, String> ALIKE =
            Map.of(
                    "animal",
                    "1",
                    "person",
                    "2",
                    "human",
                    "2",
                    "people",
                    "2",
                    "homo sapiens",
                    "2",
                    "vehicle",
                    "3",
                    "car",
                    "3",
                    "truck",
                    "3");
    private static final String ANIMAL = "1";

    private final Path file;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> detectionIds = new LinkedHashMap<>();
    private final ResultsHeader header;

    CocoReader(Path file) throws IOException {
        this.file = file;
        this.header = readHeader();
    }

    @Override
    public ResultsHeader header() {
        return header;
    }

    @Override
    public void each(Each each) throws IOException {
        try (var join = new CocoJoin(file)) {
            Json.fields(
                    file,
                    (name, parser) -> {
                        switch (name) {
                            case "images" ->
                                    Json.elements(
                                            file, name, parser, (node, number) -> join.image(node));
                            case "annotations" ->
                                    Json.elements(
                                            file,
                                            name,
                                            parser,
                                            (node, number) -> join.annotation(node));
                            default -> parser.skipChildren();
                        }
                    });
            join.each((image, annotations) -> each.take(read(image, annotations)));
        }
    }

    private ResultsHeader readHeader() throws IOException {
        var info = new LinkedHashMap<String, JsonNode>();
        var others = new LinkedHashMap<String, Boolean>();
        var seen = new LinkedHashMap<String, Boolean>();
        Json.fields(
                file,
                (name, parser) -> {
                    seen.put(name, true);
                    switch (name) {
                        case "info" ->
                                Json.MAPPER
                                        .<ObjectNode>readTree(parser)
                                        .properties()
                                        .forEach(
                                                field ->
                                                        info.put(field.getKey(), field.getValue()));
                        case "categories" ->
                                Json.elements(
                                        file,
                                        name,
                                        parser,
                                        (node, number) ->
                                                names.put(
                                                        node.path("id").asText(),
                                                        node.path("name").asText()));
                        case "annotations" ->
                                Json.elements(
                                        file,
                                        name,
                                        parser,
                                        (node, number) -> {
                                            if (node.hasNonNull("detection_category")) {
                                                others.put(
                                                        node.get("detection_category").asText(),
                                                        true);
                                            }
                                        });
                        default -> parser.skipChildren();
                    }
                });
        if (!seen.containsKey("images") || !seen.containsKey("annotations") || names.isEmpty()) {
            throw new WrongFormat(
                    "%s is no COCO Camera Traps file: it needs images, annotations and categories."
                            .formatted(file));
        }
        return header(info, others.keySet());
    }

    private ResultsHeader header(Map<String, JsonNode> info, Set<String> others)
            throws WrongFormat {
        info.remove("version");
        info.remove("description");
        ResultsHeader.DETECTION_CATEGORIES.forEach((id, name) -> detectionIds.put(name, id));
        for (var other : others) {
            detectionIds.computeIfAbsent(other, name -> String.valueOf(detectionIds.size() + 1));
        }
        var detections = new LinkedHashMap<String, String>();
        detectionIds.forEach((name, id) -> detections.put(id, name));
        var labels = new LinkedHashMap<String, String>();
        names.forEach(
                (id, name) -> {
                    if (!EMPTY.contains(name.toLowerCase(Locale.ROOT))
                            && !detectionIds.containsKey(name)) {
                        labels.put(id, name);
                    }
                });
        try {
            return new ResultsHeader(detections, labels, Map.of(), info);
        } catch (IllegalArgumentException e) {
            throw new WrongFormat("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private FileResult read(ObjectNode image, List<ObjectNode> annotations) throws WrongFormat {
        var name = image.path("file_name").asText("");
        try {
            Optional<FileResult.Size> size =
                    image.path("width").asInt() > 0 && image.path("height").asInt() > 0
                            ? Optional.of(
                                    new FileResult.Size(
                                            image.get("width").asInt(),
                                            image.get("height").asInt()))
                            : Optional.empty();
            var found = new ArrayList<FileResult.Found>();
            for (var annotation : annotations) {
                found(annotation, size).ifPresent(found::add);
            }
            var more = Json.rest(image, IMAGE);
            var taken = Json.time(image.path("datetime").asText(""));
            if (taken.isEmpty() && image.hasNonNull("datetime")) {
                more.put("datetime", image.get("datetime"));
            }
            var failure = failure(image);
            return new FileResult(
                    name,
                    failure,
                    failure.isPresent() ? List.of() : found,
                    size,
                    taken,
                    clip(image),
                    more);
        } catch (IllegalArgumentException e) {
            throw new WrongFormat("%s: the image %s: %s.".formatted(file, name, e.getMessage()), e);
        }
    }

    private static Optional<String> failure(ObjectNode image) {
        if (image.hasNonNull("failure")) {
            return Optional.of(image.get("failure").asText());
        }
        return image.path("corrupt").asBoolean()
                ? Optional.of("image access failure")
                : Optional.empty();
    }

    private static Optional<FileResult.Clip> clip(ObjectNode image) {
        if (!image.path("frame_rate").isNumber()) {
            return Optional.empty();
        }
        var frames = new ArrayList<Integer>();
        image.path("frames_processed").forEach(frame -> frames.add(frame.asInt()));
        return Optional.of(new FileResult.Clip(image.get("frame_rate").asDouble(), frames));
    }

    private Optional<FileResult.Found> found(
            ObjectNode annotation, Optional<FileResult.Size> size) {
        var id = annotation.path("category_id").asText();
        var name = names.get(id);
        if (name == null) {
            throw new IllegalArgumentException("the category " + id + " is not in the list");
        }
        if (EMPTY.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        var score = annotation.path("score").asDouble(1);
        var own = annotation.hasNonNull("detection_category");
        var detection =
                own
                        ? detectionIds.get(annotation.get("detection_category").asText())
                        : ALIKE.getOrDefault(name.toLowerCase(Locale.ROOT), ANIMAL);
        var labels = new ArrayList<FileResult.Label>();
        if (own) {
            annotation
                    .path("classifications")
                    .forEach(
                            one ->
                                    labels.add(
                                            new FileResult.Label(
                                                    one.path("category_id").asText(),
                                                    one.path("score").asDouble())));
        } else if (header.classificationCategories().containsKey(id)) {
            labels.add(new FileResult.Label(id, score));
        }
        return Optional.of(
                new FileResult.Found(
                        detection,
                        score,
                        box(annotation, size),
                        labels,
                        annotation.path("frame_number").isInt()
                                ? OptionalInt.of(annotation.get("frame_number").asInt())
                                : OptionalInt.empty(),
                        Json.rest(annotation, ANNOTATION)));
    }

    private static Optional<Box> box(ObjectNode annotation, Optional<FileResult.Size> size) {
        if (annotation.hasNonNull("bbox_relative")) {
            return Optional.of(Json.box(annotation.get("bbox_relative")));
        }
        if (!annotation.hasNonNull("bbox")) {
            return Optional.empty();
        }
        var pixels = Json.box(annotation.get("bbox"));
        if (size.isEmpty()) {
            throw new IllegalArgumentException(
                    "boxes are in pixels, so the image needs width and height");
        }
        var width = size.get().width();
        var height = size.get().height();
        return Optional.of(
                new Box(
                        pixels.x() / width,
                        pixels.y() / height,
                        pixels.width() / width,
                        pixels.height() / height));
    }
}
