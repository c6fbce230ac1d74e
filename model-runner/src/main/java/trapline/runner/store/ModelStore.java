package trapline.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.runner.ModelCatalogue;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;

/**
 * The folder of models as those who change it see it. A model's folder has its name. Its descriptor
 * is written last, so what is not complete is no model.
 */
public final class ModelStore {
    private final Path folder;
    private final Fetch fetch;

    public ModelStore(Path folder, Fetch fetch) {
        this.folder = folder;
        this.fetch = fetch;
    }

    /** Shows which file is fetched, and how far it is. */
    @FunctionalInterface
    public interface Watcher {
        Fetch.Progress fetching(String file);
    }

    /**
     * What pulling came to.
     *
     * @param folder the model's
     * @param complete whether it can be used; else its weights have to be exported first
     * @param checkpoint what was fetched to be exported
     * @param foundHash the weights' SHA-256, when their makers document none and it was written
     *     into the descriptor
     */
    public record Pulled(
            ModelDescriptor descriptor,
            Path folder,
            boolean complete,
            Optional<Path> checkpoint,
            Optional<String> foundHash) {}

    /**
     * Fetches what the descriptor names. Its weights where they are published; else the checkpoint
     * that they are exported from.
     *
     * @throws NotFetched if something could not be fetched; what has arrived is kept
     */
    public Pulled pull(ModelCatalogue.Entry entry, Watcher watcher)
            throws IOException, InterruptedException {
        return new ModelPull(folder, fetch, watcher).pull(entry);
    }

    /**
     * Copies a model from a folder that has a {@code model.yaml}.
     *
     * @param replace whether a model of this name may be overwritten
     * @throws ModelUnavailable if the descriptor is wrong, a file is missing or has another hash
     */
    public ModelFolder.Installed importFrom(Path source, boolean replace) throws IOException {
        return new ModelImport(folder).from(source, replace);
    }

    /**
     * One model as it was found.
     *
     * @param name its own, or its folder's when the descriptor cannot be read
     * @param problem what keeps it from being used; empty when nothing does
     * @param hashed whether a hash was there to be compared
     */
    public record Verified(String name, Optional<String> problem, boolean hashed) {}

    /** Reads every descriptor and compares every file with its hash. */
    public List<Verified> verify(Optional<String> only) throws IOException {
        return new ModelCheck(folder)
                .all().stream().filter(one -> only.map(one.name()::equals).orElse(true)).toList();
    }

    /**
     * Removes a model's folder: the descriptor, the files it names, and what fetching left behind.
     * Other files stay, and then the folder does.
     *
     * @return what was removed
     * @throws ModelUnavailable if there is no folder of this name with a descriptor in it
     */
    public List<Path> remove(String name) throws IOException {
        var own = folder.resolve(name);
        if (!name.matches("[a-z0-9][a-z0-9.-]{0,63}")
                || !Files.isRegularFile(own.resolve(ModelFiles.DESCRIPTOR))) {
            throw new ModelUnavailable(
                    "There is no folder %s with a model.yaml in %s, so nothing was removed."
                            .formatted(name, folder));
        }
        var removed = new ArrayList<Path>();
        // Without its descriptor it is no model, whatever happens next.
        delete(own.resolve(ModelFiles.DESCRIPTOR), removed);
        try (var files = Files.list(own)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (ModelFiles.belongs(file.getFileName().toString())) {
                    delete(file, removed);
                }
            }
        }
        try (var left = Files.list(own)) {
            if (left.findAny().isEmpty()) {
                Files.delete(own);
            }
        }
        return removed;
    }

    private static void delete(Path file, List<Path> removed) throws IOException {
        if (Files.deleteIfExists(file)) {
            removed.add(file);
        }
    }
}
