package trapline.runner.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import trapline.runner.Box;

/** What the JSON formats have in common. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    /** EXIF's own form, and the one with dashes. */
    private static final DateTimeFormatter EXIF =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final int BOX_DIGITS = 6;
    private static final int CONFIDENCE_DIGITS = 5;

    private Json() {}

    /** Takes the value of one field of the outermost object. */
    @FunctionalInterface
    interface Field {
        /** The parser stands on the value's first token, and must end on its last. */
        void read(String name, JsonParser parser) throws IOException;
    }

    /** Goes through the fields of the outermost object; large values are not held in memory. */
    static void fields(Path file, Field field) throws IOException {
        try (var parser = MAPPER.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new WrongFormat(
                        "%s is no file of results: it should begin with '{'.%s"
                                .formatted(
                                        file,
                                        parser.currentToken() == JsonToken.START_ARRAY
                                                ? " It looks like the list of boxes in pixels that"
                                                        + " another program of the MegaDetector"
                                                        + " family writes, which is a format of"
                                                        + " its own."
                                                : ""));
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                field.read(name, parser);
            }
        } catch (JsonProcessingException e) {
            throw new WrongFormat(
                    "%s is no whole JSON, line %d: %s"
                            .formatted(
                                    file,
                                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                    e.getOriginalMessage()),
                    e);
        }
    }

    /** Takes one element of an array. */
    @FunctionalInterface
    interface Element {
        void take(ObjectNode element, long number) throws IOException;
    }

    /** Goes through an array of objects. */
    static void elements(Path file, String name, JsonParser parser, Element element)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new WrongFormat("%s: the field %s should be a list.".formatted(file, name));
        }
        var number = 0L;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode node = MAPPER.readTree(parser);
            if (!(node instanceof ObjectNode object)) {
                throw new WrongFormat(
                        "%s: %s[%d] should be an object.".formatted(file, name, number));
            }
            element.take(object, number++);
        }
    }

    static Map<String, JsonNode> rest(ObjectNode node, Set<String> known) {
        var rest = new LinkedHashMap<String, JsonNode>();
        node.properties()
                .forEach(
                        field -> {
                            if (!known.contains(field.getKey())) {
                                rest.put(field.getKey(), field.getValue());
                            }
                        });
        return rest;
    }

    static Optional<LocalDateTime> time(String text) {
        for (var form : new DateTimeFormatter[] {TIME, EXIF}) {
            try {
                return Optional.of(LocalDateTime.parse(text.strip(), form));
            } catch (DateTimeParseException e) {
                // Another form, or no time at all: then the text is kept as it is.
            }
        }
        return Optional.empty();
    }

    /** Four numbers. */
    static Box box(JsonNode node) {
        if (!node.isArray()
                || node.size() != 4
                || DoubleStream.of(
                                node.get(0).asDouble(Double.NaN),
                                node.get(1).asDouble(Double.NaN),
                                node.get(2).asDouble(Double.NaN),
                                node.get(3).asDouble(Double.NaN))
                        .anyMatch(number -> !Double.isFinite(number))) {
            throw new IllegalArgumentException("a box is [x, y, width, height]");
        }
        return new Box(
                node.get(0).asDouble(),
                node.get(1).asDouble(),
                node.get(2).asDouble(),
                node.get(3).asDouble());
    }

    static void writeBox(JsonGenerator out, Box box) throws IOException {
        out.writeStartArray();
        for (var number : new double[] {box.x(), box.y(), box.width(), box.height()}) {
            out.writeNumber(rounded(number, BOX_DIGITS));
        }
        out.writeEndArray();
    }

    static double confidence(double confidence) {
        return rounded(confidence, CONFIDENCE_DIGITS);
    }

    private static double rounded(double number, int digits) {
        return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    }

    static void writeAll(JsonGenerator out, Map<String, JsonNode> fields) throws IOException {
        for (var field : fields.entrySet()) {
            out.writeFieldName(field.getKey());
            MAPPER.writeTree(out, field.getValue());
        }
    }

    static void writeNames(JsonGenerator out, String field, Map<String, String> names)
            throws IOException {
        out.writeObjectFieldStart(field);
        for (var name : names.entrySet()) {
            out.writeStringField(name.getKey(), name.getValue());
        }
        out.writeEndObject();
    }
}
