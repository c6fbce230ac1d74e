package trapline.standin.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import trapline.standin.http.HttpStandIn;
import trapline.standin.http.Multipart;
import trapline.standin.http.StandInRequest;

/** The parameters of one call, however they were sent. */
final class Arguments {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();

    private Arguments() {}

    static Arguments of(StandInRequest request) {
        var arguments = new Arguments();
        request.query().forEach((name, values) -> arguments.texts.put(name, values.get(0)));
        var type = request.header("Content-Type").orElse("");
        var multipart = Multipart.of(request);
        if (multipart.isPresent()) {
            multipart.get().parts().forEach(arguments::take);
        } else if (type.startsWith("application/json")) {
            arguments.json(request.text());
        } else if (type.startsWith("application/x-www-form-urlencoded")) {
            HttpStandIn.form(request.text())
                    .forEach((name, values) -> arguments.texts.put(name, values.get(0)));
        }
        return arguments;
    }

    private void take(Multipart.Part part) {
        if (part.fileName().isPresent()) {
            files.put(part.name(), part.content());
        } else {
            texts.put(part.name(), part.text());
        }
    }

    private void json(String body) {
        for (var field : tree(body).properties()) {
            var value = field.getValue();
            texts.put(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    long number(String name) {
        try {
            return Long.parseLong(text(name).orElse(""));
        } catch (NumberFormatException e) {
            throw Refusal.bad(name + " is empty or no number");
        }
    }

    /** A parameter that is itself JSON. */
    Optional<JsonNode> node(String name) {
        return text(name).map(Arguments::tree);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw Refusal.bad("can't parse JSON");
        }
    }
}
