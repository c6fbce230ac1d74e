package trapline.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import trapline.delivery.ChannelPolicy;

/** Reads all of route-config, or says everything that is wrong with it. */
public final class ConfigReader {
    private final Map<String, SchemaCheck> schemas = new HashMap<>();
    private final SecretReferences secrets;
    private final SourceBinding sourceBinding;

    /**
     * @param data the data folder, in which relative folders lie
     */
    public ConfigReader(SecretReferences secrets, Path data) {
        this.secrets = secrets;
        this.sourceBinding = new SourceBinding(data);
        for (var name :
                List.of(
                        "sources",
                        "channels",
                        "people",
                        "rules",
                        "motion",
                        "camera-profile",
                        "report-dialect")) {
            schemas.put(name, new SchemaCheck(name));
        }
    }

    /**
     * @throws ConfigInvalid with every mistake of every file
     */
    ConfigSnapshot read(ConfigFiles files) throws ConfigInvalid {
        var texts = new TreeMap<>(files.texts());
        var problems = new ArrayList<>(files.problems());
        var sources = file(texts, "sources.yaml", "sources", problems, sourceBinding::sources);
        var policies = new TreeMap<String, ChannelPolicy>();
        var channels =
                file(
                        texts,
                        "channels.yaml",
                        "channels",
                        problems,
                        fields -> ChannelBinding.channels(fields, policies));
        // Rules that name channels of a wrong file are right or wrong for all one can know.
        var channelsAreKnown =
                problems.stream().noneMatch(problem -> problem.file().equals("channels.yaml"));
        var people =
                file(
                        texts,
                        "people.yaml",
                        "people",
                        problems,
                        fields -> PeopleBinding.people(fields, channels, channelsAreKnown));
        var areKnown =
                channelsAreKnown
                        && problems.stream().noneMatch(p -> p.file().equals("people.yaml"));
        var rules =
                file(
                                texts,
                                "rules.yaml",
                                "rules",
                                problems,
                                fields ->
                                        List.of(
                                                RuleBinding.rules(
                                                        fields,
                                                        new TellingBinding(
                                                                        channels, people, areKnown)
                                                                .withRosters(fields))))
                        .stream()
                        .findFirst()
                        .orElse(BoundRules.NONE);
        var templates = TemplateFiles.check(texts, problems);
        var motions = file(texts, "motion.yaml", "motion", problems, MotionBinding::motions);
        var profiles =
                folder(
                        texts,
                        "camera-profiles/",
                        "camera-profile",
                        problems,
                        CameraBinding::profile);
        var dialects =
                folder(
                        texts,
                        "report-dialects/",
                        "report-dialect",
                        problems,
                        CameraBinding::dialect);
        texts.forEach((name, text) -> route(name, text, problems));
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
        return new ConfigSnapshot(
                sources,
                channels,
                policies,
                people,
                templates,
                rules,
                motions,
                profiles,
                dialects,
                extraRoutes);
    }

    /** Whether it could run, Camel says later; that it is no YAML is said with the rest. */
    private static void route(String name, String text, List<ConfigProblem> problems) {
        if (!name.startsWith("routes/")) {
            return;
        }
        try {
            if (YamlDocument.parse(name, text).isEmpty()) {
                problems.add(empty(name, "Write a route into it, or remove the file."));
            }
        } catch (ConfigInvalid e) {
            problems.addAll(e.problems());
        }
    }

    private static ConfigProblem empty(String name, String howToFix) {
        return new ConfigProblem(name, 1, 1, "The file is empty.", howToFix);
    }

    private static String none(String schema) {
        return schema.endsWith("s")
                ? "Write '%s: []' when there are none.".formatted(schema)
                : "Write what belongs into it, or remove the file.";
    }

    private <T> List<T> file(
            Map<String, String> texts,
            String name,
            String schema,
            List<ConfigProblem> problems,
            Function<Fields, List<T>> bind) {
        var text = texts.get(name);
        if (text == null) {
            return List.of();
        }
        try {
            var document = YamlDocument.parse(name, text);
            if (document.isEmpty()) {
                problems.add(empty(name, none(schema)));
                return List.of();
            }
            var found = schemas.get(schema).check(document);
            if (!found.isEmpty()) {
                problems.addAll(found);
                return List.of();
            }
            return bind.apply(Fields.of(document, secrets, problems));
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
            Function<Fields, Optional<T>> bind) {
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
                            fields -> {
                                if (!names.add(fields.text("name").orElse(""))) {
                                    fields.wrong(
                                            "name",
                                            "Another file has the name '%s' already."
                                                    .formatted(fields.text("name").orElse("")),
                                            "Choose another name.");
                                }
                                return bind.apply(fields).stream().toList();
                            }));
        }
        return bound;
    }
}
