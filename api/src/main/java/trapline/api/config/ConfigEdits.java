package trapline.api.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import trapline.api.problem.Conflict;
import trapline.api.problem.InvalidInput;
import trapline.api.problem.NotFound;

/** Changes of route-config: looked at, checked, applied, and taken back. One at a time. */
class ConfigEdits {
    private final ConfigFolder folder;
    private final ConfigVersions versions;

    ConfigEdits(ConfigFolder folder, ConfigVersions versions) {
        this.folder = folder;
        this.versions = versions;
    }

    List<ConfigViews.FileItem> files() {
        return folder.texts().entrySet().stream()
                .map(
                        file ->
                                new ConfigViews.FileItem(
                                        file.getKey(),
                                        sha256(file.getValue()),
                                        file.getValue().length(),
                                        folder.schemaOf(file.getKey())))
                .sorted(Comparator.comparing(ConfigViews.FileItem::path))
                .toList();
    }

    ConfigViews.FileText file(String path) {
        var text =
                Optional.ofNullable(folder.texts().get(path))
                        .orElseThrow(() -> new NotFound("file", path));
        return new ConfigViews.FileText(path, sha256(text), folder.schemaOf(path), text);
    }

    /** What a change would do; nothing is written. */
    ConfigViews.Checked check(ConfigViews.Change change) {
        var wanted = wanted(change);
        var now = folder.texts();
        return new ConfigViews.Checked(
                folder.check(wanted),
                ConfigViews.FileDiff.between(named(now, wanted), present(wanted)));
    }

    synchronized ConfigViews.Applied apply(ConfigViews.Change change, String by) {
        var wanted = wanted(change);
        var now = folder.texts();
        for (var file : change.files()) {
            var has = Optional.ofNullable(now.get(file.path())).map(ConfigEdits::sha256);
            if (!has.equals(Optional.ofNullable(file.sha256()))) {
                throw new Conflict(
                        "Somebody has changed %s meanwhile. Look at it again."
                                .formatted(file.path()));
            }
        }
        return apply(wanted, change.said(), by);
    }

    /** Gives the files of a change what they held before it. */
    synchronized ConfigViews.Applied rollBack(long number, String by) {
        var version = version(number);
        var now = folder.texts();
        var wanted = new LinkedHashMap<String, Optional<String>>();
        version.after().keySet().forEach(path -> wanted.put(path, Optional.empty()));
        version.before().forEach((path, text) -> wanted.put(path, Optional.of(text)));
        if (!named(now, wanted).equals(version.after())) {
            throw new Conflict(
                    "These files have been changed again since. Take back the later changes first,"
                            + " or edit the files.");
        }
        return apply(wanted, "Took back change %d".formatted(number), by);
    }

    List<ConfigViews.VersionItem> history() {
        return versions.newest().stream().map(ConfigViews.VersionItem::of).toList();
    }

    ConfigViews.VersionDetails details(long number) {
        var version = version(number);
        return new ConfigViews.VersionDetails(
                ConfigViews.VersionItem.of(version),
                ConfigViews.FileDiff.between(version.before(), version.after()));
    }

    private ConfigVersions.Version version(long number) {
        return versions.find(number).orElseThrow(() -> new NotFound("change", number));
    }

    private ConfigViews.Applied apply(
            Map<String, Optional<String>> wanted, String comment, String by) {
        var problems = folder.check(wanted);
        if (!problems.isEmpty()) {
            throw new InvalidInput(
                    problems.stream()
                            .map(
                                    one ->
                                            new InvalidInput.Field(
                                                    "%s:%d:%d"
                                                            .formatted(
                                                                    one.file(),
                                                                    one.line(),
                                                                    one.column()),
                                                    one.what() + " " + one.howToFix()))
                            .toList());
        }
        var version = versions.add(by, comment, named(folder.texts(), wanted), present(wanted));
        return new ConfigViews.Applied(version, folder.write(wanted));
    }

    private Map<String, Optional<String>> wanted(ConfigViews.Change change) {
        var wanted = new LinkedHashMap<String, Optional<String>>();
        for (var file : change.files()) {
            if (!folder.mayHold(file.path())) {
                throw new InvalidInput(
                        "files.path",
                        "must be a file that is read, such as rules.yaml or routes/mine.yaml");
            }
            if (wanted.put(file.path(), file.maybeText()) != null) {
                throw new InvalidInput("files.path", "must not name a file twice");
            }
        }
        return wanted;
    }

    private static Map<String, String> named(
            Map<String, String> texts, Map<String, Optional<String>> wanted) {
        var named = new TreeMap<String, String>();
        wanted.keySet().stream()
                .filter(texts::containsKey)
                .forEach(path -> named.put(path, texts.get(path)));
        return named;
    }

    private static Map<String, String> present(Map<String, Optional<String>> wanted) {
        var present = new TreeMap<String, String>();
        wanted.forEach((path, text) -> text.ifPresent(some -> present.put(path, some)));
        return present;
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
