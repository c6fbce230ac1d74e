package trapline.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import trapline.api.config.ConfigFolder;
import trapline.api.config.ConfigStatus;

/** The files of route-config as the API reads and changes them. */
class EditedConfig implements ConfigFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> FILES =
            Set.of("sources", "channels", "people", "rules", "motion");

    /** The folders, and the schema of what lies in them. */
    private static final Map<String, String> FOLDERS =
            Map.of(
                    "camera-profiles", "camera-profile",
                    "report-dialects", "report-dialect",
                    "routes", "routes");

    private static final Pattern FILE = Pattern.compile("([a-z]+)\\.yaml");
    private static final Pattern IN_FOLDER =
            Pattern.compile("([a-z-]+)/[a-z0-9][a-z0-9_-]{0,60}\\.yaml");
    private static final Pattern TEMPLATE =
            Pattern.compile(
                    Pattern.quote(TemplateFiles.FOLDER)
                            + "/[a-z]{1,30}(\\.[a-z]{2})?"
                            + Pattern.quote(TemplateFiles.ENDING));

    private final Path folder;
    private final RouteConfig config;

    EditedConfig(Path folder, RouteConfig config) {
        this.folder = folder;
        this.config = config;
    }

    @Override
    public Map<String, String> texts() {
        return files().texts();
    }

    @Override
    public boolean mayHold(String path) {
        var file = FILE.matcher(path);
        if (file.matches()) {
            return FILES.contains(file.group(1));
        }
        var inFolder = IN_FOLDER.matcher(path);
        if (inFolder.matches()) {
            return FOLDERS.containsKey(inFolder.group(1));
        }
        return TEMPLATE.matcher(path).matches();
    }

    @Override
    public Optional<String> schemaOf(String path) {
        var slash = path.indexOf('/');
        if (slash > 0) {
            return Optional.ofNullable(FOLDERS.get(path.substring(0, slash)));
        }
        return Optional.of(path.replace(".yaml", "")).filter(FILES::contains);
    }

    @Override
    public Optional<JsonNode> schema(String name) {
        if (!FILES.contains(name) && !FOLDERS.containsValue(name)) {
            return Optional.empty();
        }
        try (var in =
                EditedConfig.class.getResourceAsStream(
                        "/trapline/route-config/schemas/" + name + ".schema.json")) {
            return Optional.of(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<ConfigStatus.Problem> check(Map<String, Optional<String>> changed) {
        var problems = new ArrayList<ConfigProblem>();
        changed.forEach(
                (path, text) -> {
                    if (path.startsWith("routes/")) {
                        text.ifPresent(some -> problems.addAll(AllowedRoutes.check(path, some)));
                    } else if (path.equals("channels.yaml") || path.equals("sources.yaml")) {
                        text.ifPresent(some -> problems.addAll(LocalAddresses.check(path, some)));
                    }
                });
        if (problems.isEmpty()) {
            var files = files();
            var texts = new TreeMap<>(files.texts());
            changed.forEach(
                    (path, text) ->
                            text.ifPresentOrElse(
                                    some -> texts.put(path, some), () -> texts.remove(path)));
            problems.addAll(config.problems(new ConfigFiles(texts, files.problems())));
        }
        return problems.stream().map(RouteConfigConfiguration::problem).toList();
    }

    @Override
    public ConfigStatus.ConfigView write(Map<String, Optional<String>> changed) {
        try {
            for (var one : withBuiltIn(changed).entrySet()) {
                write(one.getKey(), one.getValue());
            }
            return RouteConfigConfiguration.view(config.takeUp());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The configuration could not be written. Is its folder read-only?", e);
        }
    }

    /** With the first file of a folder the built-in ones would no longer count: they come along. */
    private Map<String, Optional<String>> withBuiltIn(Map<String, Optional<String>> changed) {
        var all = new LinkedHashMap<String, Optional<String>>();
        for (var path : changed.keySet()) {
            var slash = path.indexOf('/');
            if (slash > 0 && !Files.isDirectory(folder.resolve(path.substring(0, slash)))) {
                texts().forEach(
                                (name, text) -> {
                                    if (name.startsWith(path.substring(0, slash + 1))) {
                                        all.put(name, Optional.of(text));
                                    }
                                });
            }
        }
        all.putAll(changed);
        return all;
    }

    /** Through a file beside it, so that nobody ever reads half of it. */
    private void write(String path, Optional<String> text) throws IOException {
        var file = folder.resolve(path);
        if (text.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Files.createDirectories(file.getParent());
        var unfinished = file.resolveSibling("." + file.getFileName() + ".new");
        Files.writeString(unfinished, text.get());
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private ConfigFiles files() {
        try {
            return ConfigFiles.in(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration cannot be read now.", e);
        }
    }
}
