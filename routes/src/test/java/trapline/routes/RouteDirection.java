package trapline.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What every YAML file of the flow keeps to: it says what it does, and points to the right only.
 */
final class RouteDirection {
    /** A station uses nothing that stands right of it. */
    private static final List<String> CHAIN =
            List.of("capture", "detection", "classification", "event", "delivery");

    /** Each stage, and the station that takes from it. */
    private static final Map<String, String> STAGES =
            Map.of(
                    "image-ingested", "detection",
                    "detection-complete", "classification",
                    "classification-complete", "event",
                    "alert-raised", "delivery");

    /** The packages of each station; the last three steps of the way before delivery are one. */
    private static final Map<String, String> STATION_OF_PACKAGE =
            Map.ofEntries(
                    Map.entry("trapline.capture", "capture"),
                    Map.entry("trapline.routes.folder", "capture"),
                    Map.entry("trapline.routes.ftps", "capture"),
                    Map.entry("trapline.detection", "detection"),
                    Map.entry("trapline.classification", "classification"),
                    Map.entry("trapline.observation", "event"),
                    Map.entry("trapline.event", "event"),
                    Map.entry("trapline.condition", "event"),
                    Map.entry("trapline.alert", "event"),
                    Map.entry("trapline.delivery", "delivery"),
                    Map.entry("trapline.routes.delivery", "delivery"));

    /** An alert's deliveries are owed in the transaction that raises it, or not at all. */
    private static final Map<String, String> HANDED_OVER = Map.of("oweStep", "event");

    private static final Pattern ROUTE_ID = Pattern.compile("([a-z]+)\\.[a-z]+(-[a-z]+)*");
    private static final Pattern STAGE = Pattern.compile("[?&]stage=([^&]+)");
    private static final List<String> ENDPOINTS =
            List.of("from", "to", "toD", "wireTap", "enrich", "pollEnrich");

    private final String file;
    private final String station;
    private final List<String> mistakes = new ArrayList<>();

    private RouteDirection(String file) {
        this.file = file;
        this.station = station(file);
    }

    /** Every way in which a file does not keep to it; none: it does. */
    static List<String> mistakes(String file, String text) {
        var direction = new RouteDirection(file);
        direction.check(text);
        return direction.mistakes;
    }

    /** Empty for what every station uses. */
    private static String station(String file) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        if (name.startsWith("deliver-") || name.startsWith("alert-")) {
            return "delivery";
        }
        if (name.startsWith("source-") || name.startsWith("camera-")) {
            return "capture";
        }
        return name.startsWith("stage-") ? "" : name.replace(".yaml", "");
    }

    private void check(String text) {
        var root = new Load(LoadSettings.builder().build()).loadFromString(text);
        if (root instanceof Map<?, ?> kamelet) {
            kamelet(kamelet, text);
        } else if (root instanceof List<?> entries) {
            says(text, "In:");
            says(text, "Out:");
            entries.forEach(entry -> entry((Map<?, ?>) entry));
        } else {
            wrong("it is neither a list of routes nor a kamelet");
        }
        walk(root);
    }

    private void entry(Map<?, ?> entry) {
        if (entry.get("route") instanceof Map<?, ?> route) {
            var id = ROUTE_ID.matcher(String.valueOf(route.get("id")));
            if (!id.matches() || !id.group(1).equals(station)) {
                wrong("the id %s is not %s.VERB".formatted(route.get("id"), station));
            }
            described("route " + route.get("id"), route);
        } else if (entry.get("routeTemplate") instanceof Map<?, ?> template) {
            if (!file.endsWith("/" + template.get("id") + ".yaml")) {
                wrong("the template %s is not called like its file".formatted(template.get("id")));
            }
            described("template " + template.get("id"), template);
            for (var parameter : list(template.get("parameters"))) {
                described(
                        "parameter " + ((Map<?, ?>) parameter).get("name"), (Map<?, ?>) parameter);
            }
        } else {
            wrong("%s is neither route nor template".formatted(entry.keySet()));
        }
    }

    private void kamelet(Map<?, ?> kamelet, String text) {
        var metadata = (Map<?, ?>) kamelet.get("metadata");
        var name = String.valueOf(metadata.get("name"));
        if (!file.endsWith("/" + name + ".kamelet.yaml")) {
            wrong("the kamelet %s is not called like its file".formatted(name));
        }
        says(text, name.endsWith("-source") ? "Out:" : "In:");
        var definition = (Map<?, ?>) ((Map<?, ?>) kamelet.get("spec")).get("definition");
        described("kamelet " + name, definition);
        ((Map<?, ?>) definition.get("properties"))
                .forEach((key, property) -> described("property " + key, (Map<?, ?>) property));
    }

    private void says(String text, String word) {
        var comment =
                text.lines()
                        .takeWhile(line -> line.startsWith("#"))
                        .collect(Collectors.joining(" "));
        if (!comment.contains(word)) {
            wrong("its first lines do not say '%s'".formatted(word));
        }
    }

    private void described(String what, Map<?, ?> thing) {
        if (String.valueOf(thing.get("description")).length() < 8) {
            wrong(what + " has no description");
        }
    }

    private void walk(Object node) {
        if (node instanceof Collection<?> several) {
            several.forEach(this::walk);
        } else if (node instanceof Map<?, ?> map) {
            map.forEach(this::pair);
        }
    }

    private void pair(Object key, Object value) {
        var name = String.valueOf(key);
        if (ENDPOINTS.contains(name)) {
            endpoint(name.equals("from") || name.equals("pollEnrich"), value);
        } else if (name.equals("bean") || name.equals("process") || name.equals("method")) {
            if (value instanceof Map<?, ?> bean && bean.get("ref") instanceof String ref) {
                bean(ref);
            }
        }
        walk(value);
    }

    private void endpoint(boolean isInput, Object value) {
        var uri =
                value instanceof Map<?, ?> map
                        ? String.valueOf(map.get("uri"))
                        : String.valueOf(value);
        var parameters =
                value instanceof Map<?, ?> map && map.get("parameters") instanceof Map<?, ?> given
                        ? given
                        : Map.of();
        if (uri.contains("+")
                || parameters.values().stream().anyMatch(v -> String.valueOf(v).contains("+"))) {
            wrong("a '+' in %s becomes a blank".formatted(uri));
        }
        if (uri.matches("s?ftps?:.*") && !"true".equals(String.valueOf(parameters.get("binary")))) {
            wrong("%s does not say binary: true, so pictures arrive damaged".formatted(uri));
        }
        if (station.isEmpty()) {
            return;
        }
        if (uri.startsWith("direct:")) {
            direct(isInput, uri.substring("direct:".length()));
        }
        stage(uri, parameters).ifPresent(stage -> stage(isInput, stage));
    }

    private static Optional<String> stage(String uri, Map<?, ?> parameters) {
        if (uri.startsWith("stage:")) {
            return Optional.of(uri.substring("stage:".length()).replaceFirst("\\?.*", ""));
        }
        if (!uri.startsWith("kamelet:stage-")) {
            return Optional.empty();
        }
        var inUri = STAGE.matcher(uri);
        return inUri.find()
                ? Optional.of(inUri.group(1))
                : Optional.ofNullable(parameters.get("stage")).map(String::valueOf);
    }

    private void direct(boolean isInput, String target) {
        var to = target.split("\\.")[0];
        if (!CHAIN.contains(to)) {
            wrong("direct:%s names no station".formatted(target));
        } else if (isInput ? !to.equals(station) : isLeft(to)) {
            wrong("%s may not have direct:%s".formatted(station, target));
        }
    }

    private void stage(boolean isInput, String stage) {
        var reader = STAGES.get(stage);
        if (reader == null) {
            wrong("there is no stage %s".formatted(stage));
        } else if (isInput && !reader.equals(station)) {
            wrong("%s may not take from %s".formatted(station, stage));
        } else if (!isInput && (isLeft(reader) || reader.equals(station))) {
            wrong("%s may not put before %s, which is not right of it".formatted(station, stage));
        }
    }

    private void bean(String ref) {
        if (ref.contains("{{") || station.isEmpty()) {
            return;
        }
        var owner = HANDED_OVER.getOrDefault(ref, owner(ref));
        if (owner.isEmpty()) {
            wrong("no station has a bean %s".formatted(ref));
        } else if (CHAIN.indexOf(owner) > CHAIN.indexOf(station)) {
            wrong("%s may not use %s of %s".formatted(station, ref, owner));
        }
    }

    /** Beans are called after their classes. */
    private static String owner(String ref) {
        var simple = ref.substring(0, 1).toUpperCase(Locale.ROOT) + ref.substring(1);
        return STATION_OF_PACKAGE.entrySet().stream()
                .filter(entry -> isClass(entry.getKey() + "." + simple))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, RouteDirection.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            // Then it is in another package, or nowhere.
            return false;
        }
    }

    private boolean isLeft(String other) {
        return CHAIN.indexOf(other) < CHAIN.indexOf(station);
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private void wrong(String what) {
        mistakes.add("%s: %s".formatted(file, what));
    }
}
