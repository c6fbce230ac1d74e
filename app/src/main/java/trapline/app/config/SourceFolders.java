package trapline.app.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The folders of sources, of which none may lie in another: files would be taken twice. Nor may one
 * hold what Trapline itself keeps, which would be taken for uploads and deleted.
 */
final class SourceFolders {
    /** What Trapline keeps in its data folder. */
    private static final Set<String> OWN =
            Set.of(
                    "blobs",
                    "cards",
                    "demo",
                    "exports",
                    "ftps",
                    "models",
                    "postgres",
                    "programs",
                    "pulling",
                    "secrets",
                    "tomcat");

    private final Path data;
    private final Map<Path, String> sourceByFolder = new LinkedHashMap<>();

    SourceFolders(Path data) {
        this.data = data;
    }

    void add(Fields source) {
        var written = source.text("path").orElseThrow();
        try {
            add(source, written, data.resolve(written).normalize());
        } catch (InvalidPathException e) {
            source.wrong(
                    "path", "'path' is no folder's name.", "Write it like inbox or /srv/cameras.");
        }
    }

    private void add(Fields source, String written, Path folder) {
        if (data.startsWith(folder)) {
            source.wrong(
                    "path",
                    "The folder '%s' holds the data of Trapline itself.".formatted(written),
                    "Choose a folder for uploads alone, such as inbox.");
            return;
        }
        if (folder.startsWith(data)
                && OWN.contains(data.relativize(folder).getName(0).toString())) {
            source.wrong(
                    "path",
                    "The folder '%s' is kept by Trapline for itself.".formatted(written),
                    "Choose another one, such as inbox.");
            return;
        }
        for (var other : sourceByFolder.entrySet()) {
            if (folder.startsWith(other.getKey()) || other.getKey().startsWith(folder)) {
                source.wrong(
                        "path",
                        "The source '%s' takes the same files: '%s' is its folder, or one lies in the other."
                                .formatted(other.getValue(), written),
                        "Give each source a folder of its own.");
                return;
            }
        }
        sourceByFolder.put(folder, source.text("id").orElseThrow());
    }
}
