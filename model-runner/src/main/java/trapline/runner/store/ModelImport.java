package trapline.runner.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;

/** Takes a model over from a folder elsewhere, if it is what its descriptor says. */
final class ModelImport {
    private final Path folder;

    /**
     * @param folder in which model folders lie
     */
    ModelImport(Path folder) {
        this.folder = folder;
    }

    /**
     * @param replace whether a model of this name may be overwritten
     * @throws ModelUnavailable if the descriptor is wrong, a file is missing or has another hash
     */
    ModelFolder.Installed from(Path source, boolean replace) throws IOException {
        var file = source.resolve(ModelFiles.DESCRIPTOR);
        if (!Files.isRegularFile(file)) {
            throw new ModelUnavailable(
                    "There is no model.yaml in %s. Write one; docs/models/README.md shows how."
                            .formatted(source));
        }
        var descriptor = ModelFolder.parse(file);
        var given = new ModelFolder.Installed(descriptor, source);
        require(given, descriptor.file(), "file");
        var hash = Sha256.of(given.weights());
        if (descriptor.sha256().isPresent() && !descriptor.sha256().get().equals(hash)) {
            throw new ModelUnavailable(
                    "Model %s: the field sha256 says %s, but the file %s has %s. It is another file, or a broken one."
                            .formatted(
                                    descriptor.name(),
                                    descriptor.sha256().get(),
                                    descriptor.file(),
                                    hash));
        }
        var own = folder.resolve(descriptor.name());
        if (!replace
                && Files.exists(own.resolve(ModelFiles.DESCRIPTOR))
                && !Files.isSameFile(own, source)) {
            throw new ModelUnavailable(
                    "There is already a model %s in %s. Use --replace to put this one in its place."
                            .formatted(descriptor.name(), folder));
        }
        Files.createDirectories(own);
        if (!Files.isSameFile(own, source)) {
            ModelFiles.copy(given.weights(), own.resolve(descriptor.file()));
            for (var list : ModelFiles.lists(descriptor)) {
                if (Files.exists(source.resolve(list))) {
                    ModelFiles.copy(source.resolve(list), own.resolve(list));
                }
            }
        }
        var yaml = Files.readString(file);
        if (descriptor.sha256().isEmpty()) {
            yaml = ModelFiles.withHash(yaml, hash);
        }
        ModelFiles.write(own.resolve(ModelFiles.DESCRIPTOR), yaml.getBytes(StandardCharsets.UTF_8));
        return new ModelFolder.Installed(
                ModelFolder.parse(own.resolve(ModelFiles.DESCRIPTOR)), own);
    }

    private static void require(ModelFolder.Installed model, String file, String field) {
        if (!Files.isRegularFile(model.folder().resolve(file))) {
            throw new ModelUnavailable(
                    "Model %s: the field %s names %s, which is not in %s."
                            .formatted(model.descriptor().name(), field, file, model.folder()));
        }
    }
}
