package trapline.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says in plain words how a file breaks its schema, with the schema's own descriptions. */
final class SchemaWords {
    private static final int LONGEST_VALUE = 60;
    private static final int LONGEST_LIST = 16;

    /** Their values are never repeated. */
    private static final Set<String> UNSPEAKABLE = Set.of("password", "secret", "url", "username");

    private static final Map<String, String> TYPES =
            Map.of(
                    "string", "text",
                    "integer", "a whole number",
                    "number", "a number",
                    "boolean", "true or false",
                    "array", "a list",
                    "object", "a block of keys",
                    "null", "empty");

    private final JsonNode schema;

    SchemaWords(JsonNode schema) {
        this.schema = schema;
    }

    /** What is wrong, and what to do. */
    record Said(String what, String howToFix) {}

    /** The form of a thing that a rule belongs to; empty: the rule holds for every form. */
    Optional<JsonNode> branch(List<String> rule) {
        var at = rule.indexOf("oneOf");
        return at < 0 || at + 2 > rule.size()
                ? Optional.empty()
                : Optional.of(at(rule.subList(0, at + 2)));
    }

    /** Whether a form is that of this kind. */
    boolean isFor(JsonNode branch, Optional<String> kind) {
        return kind.filter(branch.at("/properties/kind/const").asText()::equals).isPresent();
    }

    /**
     * @param rule where the schema forbids further keys
     * @param kind of the thing that has the key
     * @return empty when the key is right for this kind, and only something else about it is wrong
     */
    Optional<Said> unknown(List<String> rule, Optional<String> kind, String key) {
        var place = at(rule.subList(0, rule.size() - 1));
        var known = known(place, kind);
        var ofOtherKinds = new LinkedHashSet<String>();
        for (var branch : place.path("oneOf")) {
            branch.path("properties").fieldNames().forEachRemaining(ofOtherKinds::add);
        }
        if (known.contains(key)) {
            return Optional.empty();
        }
        if (ofOtherKinds.contains(key)) {
            return kind.filter(of -> isKind(place, of))
                    .map(
                            of ->
                                    new Said(
                                            "'%s' does not belong to the kind '%s'."
                                                    .formatted(key, of),
                                            "Remove it, or correct 'kind'."));
        }
        var what = "'%s' is not known here.".formatted(key);
        var inner = holderOf(key, place);
        if (inner.isPresent()) {
            return Optional.of(
                    new Said(
                            what,
                            "It belongs under '%s': indent it there.".formatted(inner.get())));
        }
        var meant = Nearest.to(key, known);
        if (meant.isPresent()) {
            return Optional.of(new Said(what, "Did you mean '%s'?".formatted(meant.get())));
        }
        return Optional.of(
                new Said(
                        what,
                        "Remove it, or use one of: %s."
                                .formatted(
                                        String.join(
                                                ", ",
                                                known.stream().limit(LONGEST_LIST).toList()))));
    }

    /** Of a kind that is itself misspelt nothing is known. */
    private boolean isKind(JsonNode place, String kind) {
        for (var branch : place.path("oneOf")) {
            if (isFor(branch, Optional.of(kind))) {
                return true;
            }
        }
        return false;
    }

    /** The known key that an unknown one was meant to be. */
    Optional<String> meant(List<String> rule, Optional<String> kind, String key) {
        var known = known(at(rule.subList(0, rule.size() - 1)), kind);
        return known.contains(key) ? Optional.empty() : Nearest.to(key, known);
    }

    private Set<String> known(JsonNode place, Optional<String> kind) {
        var known = new LinkedHashSet<String>();
        place.path("properties").fieldNames().forEachRemaining(known::add);
        for (var branch : place.path("oneOf")) {
            if (isFor(branch, kind)) {
                branch.path("properties").fieldNames().forEachRemaining(known::add);
            }
        }
        return known;
    }

    /** A key of the same place under which the word would be right. */
    private static Optional<String> holderOf(String key, JsonNode place) {
        var names = new ArrayList<String>();
        place.path("properties")
                .properties()
                .forEach(
                        property -> {
                            if (property.getValue().path("properties").has(key)) {
                                names.add(property.getKey());
                            }
                        });
        return names.stream().findFirst();
    }

    /**
     * @param rule the keyword that is broken, with its place in the schema
     * @param place of the value in the file
     */
    Said wrong(ValidationMessage message, List<String> rule, List<String> place) {
        var holder = at(rule.subList(0, rule.size() - 1));
        var name = name(place);
        var value = message.getInstanceNode();
        var limit = holder.path(message.getType()).asText();
        var advice = holder.path("description").asText("Correct the value.");
        return switch (message.getType()) {
            case "required" -> missing(message.getProperty(), holder);
            case "type", "unionType" -> type(name, value, holder.path("type"), advice);
            case "enum" -> choice(name, value, holder.path("enum"));
            case "pattern" ->
                    new Said(
                            "%s is not written as it must be%s."
                                    .formatted(name, shown(place, value)),
                            advice);
            case "minimum" ->
                    new Said(
                            "%s is too small%s.".formatted(name, shown(place, value)),
                            "It is at least %s. %s".formatted(limit, advice));
            case "maximum" ->
                    new Said(
                            "%s is too large%s.".formatted(name, shown(place, value)),
                            "It is at most %s. %s".formatted(limit, advice));
            case "minLength", "minItems" ->
                    new Said(
                            "%s is %s.".formatted(name, isEmpty(value) ? "empty" : "too short"),
                            advice);
            case "maxLength" ->
                    new Said("%s is longer than %s characters.".formatted(name, limit), advice);
            case "maxItems" ->
                    new Said("%s has more than %s entries.".formatted(name, limit), "Remove some.");
            default -> new Said("%s does not fit.".formatted(name), advice);
        };
    }

    private static boolean isEmpty(JsonNode value) {
        return value != null && value.isEmpty() && value.asText().isEmpty();
    }

    private static Said missing(String key, JsonNode holder) {
        var description = holder.path("properties").path(key).path("description").asText("");
        return new Said(
                "'%s' is missing.".formatted(key),
                description.isEmpty() ? "Add it." : "Add it: " + description);
    }

    private static Said type(String name, JsonNode value, JsonNode wanted, String advice) {
        var types = new ArrayList<String>();
        if (wanted.isArray()) {
            wanted.forEach(type -> types.add(type.asText()));
        } else {
            types.add(wanted.asText());
        }
        if (value == null || value.isNull()) {
            return new Said(
                    "%s has no value.".formatted(name),
                    "Write one behind the colon, or remove the line.");
        }
        var found = typeOf(value);
        var needed =
                String.join(
                        " or ",
                        types.stream().map(type -> TYPES.getOrDefault(type, type)).toList());
        var what = "%s is %s, but must be %s.".formatted(name, found, needed);
        if (types.contains("string") && value.isValueNode()) {
            return new Said(what, "Put quotes around it.");
        }
        if (types.contains("array")) {
            return new Said(what, "Write it as a list, such as [one, two].");
        }
        if (types.contains("object")) {
            return new Said(what, "Write 'key: value' lines below it, further to the right.");
        }
        return new Said(what, advice);
    }

    private static String typeOf(JsonNode value) {
        if (value.isTextual()) {
            return "text";
        }
        if (value.isBoolean()) {
            return "true or false";
        }
        if (value.isNumber()) {
            return "a number";
        }
        return value.isArray() ? "a list" : "a block of keys";
    }

    private static Said choice(String name, JsonNode value, JsonNode choices) {
        var known = new ArrayList<String>();
        choices.forEach(choice -> known.add(choice.asText()));
        var given = value == null ? "" : cut(value.asText());
        return new Said(
                "%s is '%s', which is not known.".formatted(name, given),
                "Use one of: %s.%s"
                        .formatted(String.join(", ", known), Nearest.question(given, known)));
    }

    private static String shown(List<String> place, JsonNode value) {
        var secret = place.stream().anyMatch(UNSPEAKABLE::contains);
        return secret || value == null || !value.isValueNode()
                ? ""
                : ": '%s'".formatted(cut(value.asText()));
    }

    private static String cut(String value) {
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "..." : value;
    }

    /** The last key on the way to a place; an entry of a list is called after the list. */
    private static String name(List<String> place) {
        if (place.isEmpty()) {
            return "The file";
        }
        var last = place.get(place.size() - 1);
        if (last.matches("\\d+") && place.size() > 1) {
            return "An entry of '%s'".formatted(place.get(place.size() - 2));
        }
        return "'%s'".formatted(last.replace("~1", "/").replace("~0", "~"));
    }

    /** A place in the schema; what stands behind a reference is described where it is used. */
    private JsonNode at(List<String> rule) {
        var node = schema;
        for (var element : rule) {
            if (element.equals("$ref")) {
                var target = schema.at(node.get("$ref").asText().substring(1));
                return merged(node, target);
            }
            node = node.isArray() ? node.path(Integer.parseInt(element)) : node.path(element);
        }
        return node;
    }

    private static JsonNode merged(JsonNode use, JsonNode target) {
        ObjectNode both = target.deepCopy();
        if (use.has("description")) {
            both.set("description", use.get("description"));
        }
        return both;
    }
}
