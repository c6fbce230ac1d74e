package trapline.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a route may consist of when it is written through the API. A route can do whatever the
 * server can, so who edits from a browser gets a list: components that talk to known places, and
 * steps that pass messages on. Who can write files on the machine itself is not held by it.
 */
final class AllowedRoutes {
    private static final Set<String> COMPONENTS =
            Set.of(
                    "direct",
                    "ftps",
                    "http",
                    "https",
                    "imap",
                    "imaps",
                    "kamelet",
                    "log",
                    "mock",
                    "quartz",
                    "scheduler",
                    "seda",
                    "smtp",
                    "smtps",
                    "stage",
                    "timer");

    private static final Set<String> STEPS =
            Set.of(
                    "aggregate",
                    "bean",
                    "choice",
                    "convertBodyTo",
                    "delay",
                    "doTry",
                    "filter",
                    "idempotentConsumer",
                    "log",
                    "loop",
                    "marshal",
                    "multicast",
                    "onFallback",
                    "pipeline",
                    "removeHeader",
                    "removeHeaders",
                    "removeProperty",
                    "resequence",
                    "sample",
                    "setBody",
                    "setHeader",
                    "setHeaders",
                    "setProperty",
                    "setVariable",
                    "sort",
                    "split",
                    "step",
                    "stop",
                    "threads",
                    "throttle",
                    "to",
                    "transform",
                    "unmarshal",
                    "validate",
                    "wireTap");

    private static final Set<String> LANGUAGES =
            Set.of("constant", "header", "jsonpath", "simple", "tokenize", "variable", "xpath");

    /** A language may also stand beside the step's other keys, without "expression". */
    private static final Set<String> OTHER_LANGUAGES =
            Set.of(
                    "csimple",
                    "datasonnet",
                    "groovy",
                    "java",
                    "joor",
                    "js",
                    "language",
                    "method",
                    "mvel",
                    "ognl",
                    "python",
                    "ref",
                    "script",
                    "spel",
                    "wasm");

    private static final Set<String> TOP =
            Set.of("route", "routeTemplate", "templatedRoute", "from", "errorHandler");

    private static final Set<String> ADDRESSED = Set.of("to", "wireTap", "from");

    /** Stations of Trapline; other beans could be anything. */
    private static final Pattern STATION = Pattern.compile("[a-z][A-Za-z]{0,60}Step");

    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9-]*):.*", Pattern.DOTALL);

    /** What reaches beyond the message from within a text. */
    private static final Pattern BEYOND =
            Pattern.compile(
                    "\\$(simple)?\\{\\s*(bean|ref|type|camelContext|exchange|messageAs|bodyAs|mandatoryBodyAs"
                            + "|function|env|sys|sysenv|properties|propertiesExist|kamelet)\\b[^}]*}"
                            + "|\\$\\{[^}]*(getClass|\\.class\\b|classLoader|\\()[^}]*}"
                            + "|#(class|bean|type|valueAs|autowired)[:(]",
                    Pattern.CASE_INSENSITIVE);

    private final String file;
    private final YamlDocument document;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private AllowedRoutes(String file, YamlDocument document) {
        this.file = file;
        this.document = document;
    }

    /** Every place that is not allowed; nothing: it may be tried out. */
    static List<ConfigProblem> check(String file, String text) {
        try {
            var check = new AllowedRoutes(file, YamlDocument.parse(file, text));
            check.top();
            return check.problems;
        } catch (ConfigInvalid e) {
            return e.problems();
        }
    }

    private void top() {
        var root = document.root();
        for (var i = 0; i < root.size(); i++) {
            var pointer = "/" + i;
            for (var entry : root.get(i).properties()) {
                if (!TOP.contains(entry.getKey())) {
                    refuse(pointer + "/" + entry.getKey(), "'%s'".formatted(entry.getKey()), TOP);
                }
            }
            walk(root.get(i), pointer);
        }
    }

    private void walk(JsonNode node, String pointer) {
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                if (isStep(pointer)) {
                    step(node.get(i), pointer + "/" + i);
                }
                walk(node.get(i), pointer + "/" + i);
            }
        } else if (node.isObject()) {
            for (var entry : node.properties()) {
                field(entry.getKey(), entry.getValue(), pointer + "/" + entry.getKey());
                walk(entry.getValue(), pointer + "/" + entry.getKey());
            }
        } else if (node.isTextual() && BEYOND.matcher(node.asText()).find()) {
            problems.add(
                    document.problem(
                            pointer,
                            "This text reaches beyond the message.",
                            "Use ${body}, ${header.NAME} and ${variable.NAME} only; for more, edit"
                                    + " the file on the machine itself."));
        }
    }

    private static boolean isStep(String pointer) {
        return pointer.endsWith("/steps");
    }

    private void step(JsonNode step, String pointer) {
        for (var entry : step.properties()) {
            if (!STEPS.contains(entry.getKey())) {
                refuse(
                        pointer + "/" + entry.getKey(),
                        "The step '%s'".formatted(entry.getKey()),
                        STEPS);
            }
        }
    }

    private void field(String name, JsonNode value, String pointer) {
        if (name.equals("uri") || (ADDRESSED.contains(name) && value.isTextual())) {
            address(value.asText(), pointer);
        } else if (name.equals("bean")) {
            var ref = value.isTextual() ? value.asText() : value.path("ref").asText();
            if (!STATION.matcher(ref).matches() || value.has("beanType") || value.has("scope")) {
                refuse(
                        pointer,
                        "The bean '%s'".formatted(ref),
                        Set.of("stations, such as identifyStep"));
            }
        } else if (name.equals("expression") && value.isObject()) {
            value.properties()
                    .forEach(
                            language -> {
                                if (!LANGUAGES.contains(language.getKey())) {
                                    refuse(
                                            pointer,
                                            "The language '%s'".formatted(language.getKey()),
                                            LANGUAGES);
                                }
                            });
        } else if (OTHER_LANGUAGES.contains(name)
                && !pointer.endsWith("/bean/ref")
                && !pointer.endsWith("/bean/method")) {
            refuse(pointer, "'%s'".formatted(name), LANGUAGES);
        }
    }

    private void address(String uri, String pointer) {
        var scheme = SCHEME.matcher(uri.strip());
        if (!scheme.matches() || !COMPONENTS.contains(scheme.group(1))) {
            refuse(
                    pointer,
                    "The component of '%s'".formatted(uri.strip().split("[:?]", 2)[0]),
                    COMPONENTS);
        }
    }

    private void refuse(String pointer, String what, Set<String> allowed) {
        problems.add(
                document.problem(
                        pointer,
                        "%s may not be used in a route that is written here.".formatted(what),
                        "Use %s; for more, edit %s on the machine itself."
                                .formatted(
                                        String.join(", ", allowed.stream().sorted().toList()),
                                        file)));
    }
}
