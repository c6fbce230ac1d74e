package trapline.runner.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;

/** One {@link FileResult} as JSON on one line, for files that grow. */
public final class ResultLine {
    private ResultLine() {}

    /** Without a line break. */
    public static String write(FileResult result) throws IOException {
        var text = new StringWriter();
        try (var out = Json.MAPPER.getFactory().createGenerator(text)) {
            MegaDetectorEntry.write(out, result);
        }
        return text.toString();
    }

    /**
     * @throws WrongFormat if it is no entry
     */
    public static FileResult read(String line) throws WrongFormat {
        try {
            JsonNode node = Json.MAPPER.readTree(line);
            if (node instanceof ObjectNode object) {
                return MegaDetectorEntry.read(object);
            }
            throw new WrongFormat("this is no entry of results: " + line);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new WrongFormat("this is no entry of results: " + line, e);
        }
    }
}
