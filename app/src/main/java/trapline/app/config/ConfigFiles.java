package trapline.app.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What stands in route-config at one moment.
 *
 * @param texts by path relative to the folder; without a byte order mark
 * @param problems of files that are no text, or would not be read
 */
record ConfigFiles(Map<String, String> texts, List<ConfigProblem> problems) {
    private static final long LARGEST_FILE = 1_000_000;
    private static final List<String> FILES =
            List.of("sources.yaml", "channels.yaml", "people.yaml", "rules.yaml", "motion.yaml");
    private static final List<String> FOLDERS =
            List.of("camera-profiles", "report-dialects", "routes", TemplateFiles.FOLDER);
    private static final Pattern FILE_REFERENCE = Pattern.compile("\\{\\{\\s*file:");
    private static final String MARK = "\uFEFF";

    ConfigFiles {
        texts = Map.copyOf(texts);
        problems = List.copyOf(problems);
    }

    /** Texts that were read before. */
    static ConfigFiles of(Map<String, String> texts) {
        return new ConfigFiles(texts, List.of());
    }

    /**
     * Reads the folder, and adds the built-in files for each of its subfolders that is not there.
     *
     * @throws IOException if a file goes away meanwhile; another look may succeed
     */
    static ConfigFiles in(Path folder) throws IOException {
        var texts = new TreeMap<String, String>();
        var problems = new ArrayList<ConfigProblem>();
        if (!Files.isDirectory(folder)) {
            problems.add(
                    new ConfigProblem(
                            folder.toAbsolutePath().normalize().toString(),
                            1,
                            1,
                            "There is no such folder.",
                            "Make it, or set TRAPLINE_CONFIG to the right one."));
            return new ConfigFiles(texts, problems);
        }
        for (var entry : entries(folder)) {
            var name = entry.getFileName().toString();
            if (Files.isDirectory(entry)) {
                folder(entry, name, texts, problems);
            } else if (FILES.contains(name)) {
                text(entry, name, texts, problems);
            } else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                problems.add(stray(name, "." + ending(name), FILES));
            }
        }
        return new ConfigFiles(BuiltInConfig.complete(texts), problems);
    }

    /** Whether a value stands in another file, as passwords may. */
    boolean refersToFiles() {
        return texts.values().stream().anyMatch(text -> FILE_REFERENCE.matcher(text).find());
    }

    private static void folder(
            Path folder, String name, Map<String, String> texts, List<ConfigProblem> problems)
            throws IOException {
        if (!FOLDERS.contains(name)) {
            Nearest.to(name, FOLDERS)
                    .ifPresent(
                            meant ->
                                    problems.add(
                                            new ConfigProblem(
                                                    name,
                                                    1,
                                                    1,
                                                    "This folder is not read.",
                                                    "Did you mean '%s'?".formatted(meant))));
            return;
        }
        for (var entry : entries(folder)) {
            var file = entry.getFileName().toString();
            var ending = name.equals(TemplateFiles.FOLDER) ? TemplateFiles.ENDING : ".yaml";
            if (file.endsWith(ending) && Files.isRegularFile(entry)) {
                text(entry, name + "/" + file, texts, problems);
            } else if (file.endsWith(".yml")) {
                problems.add(
                        new ConfigProblem(
                                name + "/" + file,
                                1,
                                1,
                                "This file is not read.",
                                "Let its name end in .yaml."));
            }
        }
    }

    /** Without those that editors and mounts hide. */
    private static List<Path> entries(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static ConfigProblem stray(String name, String ending, List<String> known) {
        var yaml = name.substring(0, name.length() - ending.length()) + ".yaml";
        var meant = known.contains(yaml) ? yaml : Nearest.to(yaml, known).orElse("");
        return new ConfigProblem(
                name,
                1,
                1,
                "This file is not read.",
                meant.isEmpty()
                        ? "Move it elsewhere; Camel routes of your own belong into 'routes'."
                        : "Did you mean '%s'?".formatted(meant));
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void text(
            Path file, String name, Map<String, String> texts, List<ConfigProblem> problems)
            throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            problems.add(
                    new ConfigProblem(
                            name,
                            1,
                            1,
                            "The file is larger than %d bytes.".formatted(LARGEST_FILE),
                            "Remove what does not belong into it."));
            return;
        }
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        var letters = CharBuffer.allocate(bytes.remaining());
        var result = StandardCharsets.UTF_8.newDecoder().decode(bytes, letters, true);
        letters.flip();
        if (result.isError()) {
            problems.add(
                    new ConfigProblem(
                            name,
                            (int) letters.chars().filter(letter -> letter == '\n').count() + 1,
                            1,
                            "The file is not saved as UTF-8.",
                            "Save it as UTF-8 in your editor."));
            return;
        }
        var text = letters.toString();
        texts.put(name, text.startsWith(MARK) ? text.substring(1) : text);
    }
}
