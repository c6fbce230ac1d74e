package trapline.app.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Reads all of route-config, or says everything that is wrong with it. */
public final class ConfigReader {
    private static final long LARGEST_FILE = 2_000_000;

    private final Map<String, SchemaCheck> schemas = new HashMap<>();
    private final SecretReferences secrets;

    public ConfigReader(SecretReferences secrets) {
        this.secrets = secrets;
        for (var name :
                List.of("sources", "channels", "rules", "camera-profile", "report-dialect")) {
            schemas.put(name, new SchemaCheck(name));
        }
    }

    /** The texts of all files, by path relative to the folder. */
    public static Map<String, String> texts(Path folder) throws IOException {
        var texts = new TreeMap<String, String>();
        for (var name : List.of("sources.yaml", "channels.yaml", "rules.yaml")) {
            if (Files.exists(folder.resolve(name))) {
                texts.put(name, text(folder.resolve(name)));
            }
        }
        for (var name : List.of("camera-profiles", "report-dialects", "routes")) {
            if (Files.isDirectory(folder.resolve(name))) {
                try (var files = Files.list(folder.resolve(name))) {
                    for (var file :
                            files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                        texts.put(name + "/" + file.getFileName(), text(file));
                    }
                }
            }
        }
        return texts;
    }

    /**
     * @param texts of all files, by path relative to route-config
     * @throws ConfigInvalid with every mistake of every file
     */
    public ConfigSnapshot read(Map<String, String> texts) throws ConfigInvalid {
        var problems = new ArrayList<ConfigProblem>();
        var bind = new ConfigBinding();
        var sources = file(texts, "sources.yaml", "sources", problems, bind::sources);
        var channels = file(texts, "channels.yaml", "channels", problems, bind::channels);
        var rules =
                file(
                        texts,
                        "rules.yaml",
                        "rules",
                        problems,
                        (fields, found) -> bind.rules(fields, channels, found));
        var profiles = folder(texts, "camera-profiles/", "camera-profile", problems, bind::profile);
        var dialects = folder(texts, "report-dialects/", "report-dialect", problems, bind::dialect);
        if (!problems.isEmpty()) {
            throw new ConfigInvalid(problems);
        }
        var extraRoutes = new TreeMap<String, String>();
        texts.forEach(
                (name, text) -> {
                    if (name.startsWith("routes/")) {
                        extraRoutes.put(name, text);
                    }
                });
        return new ConfigSnapshot(sources, channels, rules, profiles, dialects, extraRoutes);
    }

    private <T> List<T> file(
            Map<String, String> texts,
            String name,
            String schema,
            List<ConfigProblem> problems,
            BiFunction<Fields, List<ConfigProblem>, List<T>> bind) {
        var text = texts.get(name);
        if (text == null || text.isBlank()) {
            return List.of();
        }
        try {
            var document = YamlDocument.parse(name, text);
            var found = schemas.get(schema).check(document);
            if (!found.isEmpty()) {
                problems.addAll(found);
                return List.of();
            }
            return bind.apply(Fields.of(document, secrets, problems), problems);
        } catch (ConfigInvalid e) {
            problems.addAll(e.problems());
            return List.of();
        }
    }

    private <T> List<T> folder(
            Map<String, String> texts,
            String prefix,
            String schema,
            List<ConfigProblem> problems,
            BiFunction<Fields, List<ConfigProblem>, T> bind) {
        var bound = new ArrayList<T>();
        var names = new HashSet<String>();
        for (var name : texts.keySet()) {
            if (!name.startsWith(prefix)) {
                continue;
            }
            bound.addAll(
                    file(
                            texts,
                            name,
                            schema,
                            problems,
                            (fields, found) -> {
                                if (!names.add(fields.text("name").orElse(""))) {
                                    fields.wrong(
                                            "name",
                                            "Another file has this name already.",
                                            "Choose another name.");
                                }
                                var one = bind.apply(fields, found);
                                return one == null ? List.of() : List.of(one);
                            }));
        }
        return bound;
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("%s is larger than %d bytes".formatted(file, LARGEST_FILE));
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new IOException("%s is no UTF-8 text".formatted(file), e);
        }
    }
}
