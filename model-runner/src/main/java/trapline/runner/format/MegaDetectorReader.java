package trapline.runner.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads MegaDetector's results, of any version of the format that has an object at the top. The
 * file is read twice, because its own writer puts the categories after the images.
 *
 * @see <a href="https://lila.science/megadetector-output-format">MegaDetector output format</a>
 */
final class MegaDetectorReader implements ResultsReader {
    private final Path file;
    private final ResultsHeader header;

    MegaDetectorReader(Path file) throws IOException {
        this.file = file;
        this.header = readHeader(file);
    }

    @Override
    public ResultsHeader header() {
        return header;
    }

    @Override
    public void each(Each each) throws IOException {
        Json.fields(
                file,
                (name, parser) -> {
                    if (name.equals("images")) {
                        Json.elements(
                                file,
                                name,
                                parser,
                                (node, number) -> each.take(read(node, number)));
                    } else {
                        parser.skipChildren();
                    }
                });
    }

    private FileResult read(ObjectNode node, long number) throws WrongFormat {
        try {
            return MegaDetectorEntry.read(node);
        } catch (IllegalArgumentException e) {
            throw new WrongFormat(
                    "%s: images[%d] (%s): %s."
                            .formatted(file, number, node.path("file").asText("?"), e.getMessage()),
                    e);
        }
    }

    private static ResultsHeader readHeader(Path file) throws IOException {
        var texts = new LinkedHashMap<String, Map<String, String>>();
        var info = new LinkedHashMap<String, JsonNode>();
        var seen = new LinkedHashMap<String, Boolean>();
        Json.fields(
                file,
                (name, parser) -> {
                    seen.put(name, true);
                    switch (name) {
                        case "info" -> info.putAll(object(parser));
                        case "detection_categories",
                                "classification_categories",
                                "classification_category_descriptions" ->
                                texts.put(name, names(object(parser)));
                        default -> parser.skipChildren();
                    }
                });
        if (!seen.containsKey("images") || !seen.containsKey("detection_categories")) {
            throw new WrongFormat(
                    "%s is no MegaDetector file: it needs the fields images and detection_categories."
                            .formatted(file));
        }
        info.remove("format_version");
        try {
            return new ResultsHeader(
                    texts.get("detection_categories"),
                    texts.getOrDefault("classification_categories", Map.of()),
                    texts.getOrDefault("classification_category_descriptions", Map.of()),
                    info);
        } catch (IllegalArgumentException e) {
            throw new WrongFormat("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Map<String, JsonNode> object(JsonParser parser) throws IOException {
        var fields = new LinkedHashMap<String, JsonNode>();
        JsonNode node = Json.MAPPER.readTree(parser);
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private static Map<String, String> names(Map<String, JsonNode> nodes) {
        var names = new LinkedHashMap<String, String>();
        nodes.forEach((id, name) -> names.put(id, name.asText()));
        return names;
    }
}
