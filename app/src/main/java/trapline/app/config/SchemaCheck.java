package trapline.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a file of route-config against the schema that editors use too. */
final class SchemaCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Keywords that only say that one of several forms does not fit; the forms say more. */
    private static final Set<String> NOISE = Set.of("oneOf", "const");

    private static final Set<String> UNKNOWN =
            Set.of("additionalProperties", "unevaluatedProperties");

    private final JsonSchema schema;
    private final SchemaWords words;

    /**
     * @param name of the schema, such as {@code rules}
     */
    SchemaCheck(String name) {
        try (var in =
                SchemaCheck.class.getResourceAsStream(
                        "/trapline/route-config/schemas/" + name + ".schema.json")) {
            var tree = JSON.readTree(in);
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(tree);
            words = new SchemaWords(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every mistake, in the order of the file. */
    List<ConfigProblem> check(YamlDocument document) {
        var problems = new ArrayList<ConfigProblem>();
        var seen = new LinkedHashSet<String>();
        var messages = schema.validate(document.root());
        var misspelt = new LinkedHashSet<String>();
        messages.forEach(message -> meant(document, message).ifPresent(misspelt::add));
        for (var message : messages) {
            var isMeant =
                    message.getType().equals("required")
                            && misspelt.contains(
                                    message.getInstanceLocation() + " " + message.getProperty());
            if (isMeant || NOISE.contains(message.getType())) {
                continue;
            }
            problem(document, message)
                    .filter(problem -> seen.add(problem.toString()))
                    .ifPresent(problems::add);
        }
        problems.sort(Comparator.comparingInt(ConfigProblem::line));
        return problems;
    }

    /** A place, and the key that was meant there: that it is missing need not be said as well. */
    private Optional<String> meant(YamlDocument document, ValidationMessage message) {
        if (!UNKNOWN.contains(message.getType())) {
            return Optional.empty();
        }
        var place = elements(message.getInstanceLocation());
        return words.meant(
                        elements(message.getEvaluationPath()),
                        kind(document.root(), place),
                        message.getProperty())
                .map(key -> message.getInstanceLocation() + " " + key);
    }

    private Optional<ConfigProblem> problem(YamlDocument document, ValidationMessage message) {
        var place = elements(message.getInstanceLocation());
        var rule = elements(message.getEvaluationPath());
        var kind = kind(document.root(), place);
        var branch = words.branch(rule);
        if (branch.isPresent() && !words.isFor(branch.get(), kind)) {
            return Optional.empty();
        }
        var pointer = place.isEmpty() ? "" : "/" + String.join("/", place);
        var key = message.getProperty();
        return switch (message.getType()) {
            case "additionalProperties", "unevaluatedProperties" ->
                    words.unknown(rule, kind, key)
                            .map(
                                    said ->
                                            document.problem(
                                                    pointer + "/" + escaped(key),
                                                    said.what(),
                                                    said.howToFix()));
            default -> {
                var said = words.wrong(message, rule, place);
                yield Optional.of(document.problem(pointer, said.what(), said.howToFix()));
            }
        };
    }

    /** The kind of the nearest thing around a place that has one. */
    private static Optional<String> kind(JsonNode root, List<String> place) {
        var node = root;
        var kind = Optional.<String>empty();
        for (var element : place) {
            node =
                    node.isArray()
                            ? node.path(Integer.parseInt(element))
                            : node.path(unescaped(element));
            if (node.path("kind").isTextual()) {
                kind = Optional.of(node.get("kind").asText());
            }
        }
        return kind;
    }

    private static List<String> elements(JsonNodePath path) {
        var elements = new ArrayList<String>();
        for (var i = 0; i < path.getNameCount(); i++) {
            elements.add(escaped(String.valueOf(path.getElement(i))));
        }
        return elements;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String unescaped(String name) {
        return name.replace("~1", "/").replace("~0", "~");
    }
}
