package trapline.app.config;

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
import java.util.Locale;
import java.util.Set;

/** Checks a file of route-config against the schema that editors use too. */
final class SchemaCheck {
    private final JsonSchema schema;

    /**
     * @param name of the schema, such as {@code rules}
     */
    SchemaCheck(String name) {
        try (var in =
                SchemaCheck.class.getResourceAsStream(
                        "/trapline/route-config/schemas/" + name + ".schema.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every mistake, in the order of the file. */
    List<ConfigProblem> check(YamlDocument document) {
        var problems = new ArrayList<ConfigProblem>();
        var seen = new LinkedHashSet<String>();
        for (var message : schema.validate(document.root())) {
            if (isNoise(message)) {
                continue;
            }
            var pointer = pointer(message);
            var problem = describe(document, message, pointer);
            if (seen.add(problem.toString())) {
                problems.add(problem);
            }
        }
        problems.sort(Comparator.comparingInt(ConfigProblem::line));
        return problems;
    }

    /** A choice between kinds that failed is explained by the messages about the kind chosen. */
    private static boolean isNoise(ValidationMessage message) {
        return Set.of("oneOf", "const").contains(message.getType());
    }

    private static ConfigProblem describe(
            YamlDocument document, ValidationMessage message, String pointer) {
        var name = pointer.substring(pointer.lastIndexOf('/') + 1);
        return switch (message.getType()) {
            case "additionalProperties", "unevaluatedProperties" -> {
                var key = message.getProperty();
                yield document.problem(
                        pointer + "/" + key,
                        "'%s' is not known here.".formatted(key),
                        "Correct the word or remove the line; the schema beside the file lists what is known.");
            }
            case "required" ->
                    document.problem(
                            pointer,
                            "'%s' is missing.".formatted(message.getProperty()),
                            "Add it.");
            case "enum" ->
                    document.problem(
                            pointer,
                            "'%s' has a value that is not known.".formatted(name),
                            "Use one of %s."
                                    .formatted(
                                            message.getArguments() == null
                                                            || message.getArguments().length == 0
                                                    ? "the values in the schema"
                                                    : message.getArguments()[0]));
            default ->
                    document.problem(
                            pointer,
                            "'%s' %s."
                                    .formatted(
                                            name.isEmpty() ? "The file" : name,
                                            plain(message.getMessage())),
                            "Correct the value.");
        };
    }

    private static String plain(String message) {
        var colon = message.indexOf(": ");
        return (colon >= 0 ? message.substring(colon + 2) : message)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\.$", "");
    }

    private static String pointer(ValidationMessage message) {
        var pointer = new StringBuilder();
        var path = message.getInstanceLocation();
        for (var i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(path.getElement(i));
        }
        return pointer.toString();
    }
}
