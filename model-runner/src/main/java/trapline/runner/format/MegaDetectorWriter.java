package trapline.runner.format;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes MegaDetector's results, version 1.6. Boxes have six decimals and confidences five, more
 * than MegaDetector's own, so that small boxes come back as they were.
 *
 * @see <a href="https://lila.science/megadetector-output-format">MegaDetector output format</a>
 */
final class MegaDetectorWriter implements ResultsWriter {
    private static final String VERSION = "1.6";

    private final NewFile file;
    private final JsonGenerator out;

    MegaDetectorWriter(Path target, ResultsHeader header) throws IOException {
        this.file = new NewFile(target);
        this.out = Json.MAPPER.getFactory().createGenerator(file.out(), JsonEncoding.UTF8);
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        out.setPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter(" ", "\n")));
        out.writeStartObject();
        out.writeObjectFieldStart("info");
        out.writeStringField("format_version", VERSION);
        Json.writeAll(out, header.info());
        out.writeEndObject();
        Json.writeNames(out, "detection_categories", header.detectionCategories());
        if (!header.classificationCategories().isEmpty()) {
            Json.writeNames(out, "classification_categories", header.classificationCategories());
        }
        if (!header.classificationDescriptions().isEmpty()) {
            Json.writeNames(
                    out,
                    "classification_category_descriptions",
                    header.classificationDescriptions());
        }
        out.writeArrayFieldStart("images");
    }

    @Override
    public void write(FileResult result) throws IOException {
        MegaDetectorEntry.write(out, result);
    }

    @Override
    public void finish() throws IOException {
        out.writeEndArray();
        out.writeEndObject();
        out.close();
        file.finish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
