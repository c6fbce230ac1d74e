package trapline.runner.format;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes COCO Camera Traps JSON. An annotation's category is the best label when there is one, else
 * the detection's category; a picture without anything has the category <em>empty</em>; one that
 * could not be read is <em>corrupt</em>. Boxes are in pixels when the picture's size is known.
 *
 * <p>The format is meant for what people saw. What a detector adds stands in fields of its own:
 * {@code score}, {@code bbox_relative}, {@code detection_category}, {@code classifications}, {@code
 * frame_number}, and an image's {@code failure}. Other programs overlook them, and {@link
 * CocoReader} loses nothing.
 *
 * @see <a href="https://lila.science/coco-camera-traps">COCO Camera Traps</a>
 */
final class CocoWriter implements ResultsWriter {
    static final String VERSION = "1.0";
    static final int EMPTY = 0;

    private final NewFile file;
    private final ResultsHeader header;
    private final JsonGenerator images;
    private final Path annotationsFile;
    private final JsonGenerator annotations;
    private final Map<String, Integer> categories = new LinkedHashMap<>();
    private long written;

    CocoWriter(Path target, ResultsHeader header) throws IOException {
        this.header = header;
        this.file = new NewFile(target);
        var factory = Json.MAPPER.getFactory();
        this.images = factory.createGenerator(file.out(), JsonEncoding.UTF8);
        images.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        this.annotationsFile =
                Files.createTempFile(target.toAbsolutePath().getParent(), ".annotations", ".new");
        this.annotations =
                factory.createGenerator(
                        new BufferedOutputStream(Files.newOutputStream(annotationsFile)),
                        JsonEncoding.UTF8);
        annotations.setRootValueSeparator(null);
        categories.put("empty", EMPTY);
        header.detectionCategories().values().forEach(this::category);
        header.classificationCategories().values().forEach(this::category);
        images.writeStartObject();
        images.writeObjectFieldStart("info");
        images.writeStringField("version", VERSION);
        images.writeStringField("description", "What a detector found");
        Json.writeAll(images, header.info());
        images.writeEndObject();
        images.writeArrayFieldStart("categories");
        for (var category : categories.entrySet()) {
            images.writeStartObject();
            images.writeNumberField("id", category.getValue());
            images.writeStringField("name", category.getKey());
            images.writeEndObject();
        }
        images.writeEndArray();
        images.writeArrayFieldStart("images");
    }

    @Override
    public void write(FileResult result) throws IOException {
        writeImage(result);
        if (result.failure().isPresent()) {
            return;
        }
        if (result.detections().isEmpty()) {
            annotations.writeStartObject();
            annotations.writeStringField("id", String.valueOf(written++));
            annotations.writeStringField("image_id", result.file());
            annotations.writeNumberField("category_id", EMPTY);
            annotations.writeEndObject();
            annotations.writeRaw('\n');
        }
        for (var found : result.detections()) {
            writeAnnotation(result, found);
        }
    }

    @Override
    public void finish() throws IOException {
        images.writeEndArray();
        annotations.close();
        images.writeArrayFieldStart("annotations");
        try (var lines =
                Json.MAPPER
                        .readerFor(ObjectNode.class)
                        .<ObjectNode>readValues(annotationsFile.toFile())) {
            while (lines.hasNextValue()) {
                Json.MAPPER.writeTree(images, lines.nextValue());
            }
        }
        images.writeEndArray();
        images.writeEndObject();
        images.close();
        file.finish();
    }

    @Override
    public void close() throws IOException {
        annotations.close();
        Files.deleteIfExists(annotationsFile);
        file.close();
    }

    private void writeImage(FileResult result) throws IOException {
        images.writeStartObject();
        images.writeStringField("id", result.file());
        images.writeStringField("file_name", result.file());
        if (result.size().isPresent()) {
            images.writeNumberField("width", result.size().get().width());
            images.writeNumberField("height", result.size().get().height());
        }
        if (result.taken().isPresent()) {
            images.writeStringField("datetime", Json.TIME.format(result.taken().get()));
        }
        if (result.failure().isPresent()) {
            images.writeBooleanField("corrupt", true);
            images.writeStringField("failure", result.failure().get());
        }
        if (result.clip().isPresent()) {
            images.writeNumberField("frame_rate", result.clip().get().frameRate());
            images.writeArrayFieldStart("frames_processed");
            for (var frame : result.clip().get().framesProcessed()) {
                images.writeNumber(frame);
            }
            images.writeEndArray();
        }
        Json.writeAll(images, result.more());
        images.writeEndObject();
    }

    private void writeAnnotation(FileResult result, FileResult.Found found) throws IOException {
        var detection = header.detectionName(found.category());
        var name =
                found.labels().isEmpty()
                        ? detection
                        : header.labelName(found.labels().get(0).category());
        annotations.writeStartObject();
        annotations.writeStringField("id", String.valueOf(written++));
        annotations.writeStringField("image_id", result.file());
        annotations.writeNumberField("category_id", category(name));
        if (found.box().isPresent()) {
            var box = found.box().get();
            if (result.size().isPresent()) {
                var size = result.size().get();
                annotations.writeArrayFieldStart("bbox");
                annotations.writeNumber(pixels(box.x(), size.width()));
                annotations.writeNumber(pixels(box.y(), size.height()));
                annotations.writeNumber(pixels(box.width(), size.width()));
                annotations.writeNumber(pixels(box.height(), size.height()));
                annotations.writeEndArray();
            }
            annotations.writeFieldName("bbox_relative");
            Json.writeBox(annotations, box);
        }
        annotations.writeNumberField("score", Json.confidence(found.confidence()));
        annotations.writeStringField("detection_category", detection);
        if (!found.labels().isEmpty()) {
            annotations.writeArrayFieldStart("classifications");
            for (var label : found.labels()) {
                annotations.writeStartObject();
                annotations.writeNumberField(
                        "category_id", category(header.labelName(label.category())));
                annotations.writeNumberField("score", Json.confidence(label.confidence()));
                annotations.writeEndObject();
            }
            annotations.writeEndArray();
        }
        if (found.frame().isPresent()) {
            annotations.writeNumberField("frame_number", found.frame().getAsInt());
        }
        Json.writeAll(annotations, found.more());
        annotations.writeEndObject();
        annotations.writeRaw('\n');
    }

    /** COCO counts in pixels; a hundredth of one is enough. */
    private static double pixels(double part, int length) {
        return Math.round(part * length * 100) / 100.0;
    }

    private int category(String name) {
        // The format's word for "nothing there".
        return categories.computeIfAbsent(
                name.equalsIgnoreCase("blank") ? "empty" : name, unknown -> categories.size());
    }
}
