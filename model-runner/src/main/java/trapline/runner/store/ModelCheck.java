package trapline.runner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;

/** Holds installed models against their descriptors. */
final class ModelCheck {
    private final Path folder;

    /**
     * @param folder in which model folders lie
     */
    ModelCheck(Path folder) {
        this.folder = folder;
    }

    List<ModelStore.Verified> all() throws IOException {
        var verified = new ArrayList<ModelStore.Verified>();
        for (var own : folders()) {
            verified.add(verify(own));
        }
        for (var installed : ModelFolder.builtInOf(folder)) {
            verified.add(compare(installed));
        }
        return verified;
    }

    private ModelStore.Verified verify(Path own) throws IOException {
        var name = own.getFileName().toString();
        try {
            var descriptor = ModelFolder.parse(own.resolve(ModelFiles.DESCRIPTOR));
            return compare(new ModelFolder.Installed(descriptor, own));
        } catch (ModelUnavailable e) {
            return new ModelStore.Verified(name, Optional.of(e.getMessage()), false);
        }
    }

    private static ModelStore.Verified compare(ModelFolder.Installed model) throws IOException {
        var descriptor = model.descriptor();
        var hashed = descriptor.sha256().isPresent();
        if (!Files.exists(model.weights())) {
            var export =
                    descriptor
                            .origin()
                            .export()
                            .map(page -> " It has to be exported first: see " + page + ".")
                            .orElse("");
            return new ModelStore.Verified(
                    descriptor.name(),
                    Optional.of("the file %s is missing.%s".formatted(descriptor.file(), export)),
                    hashed);
        }
        for (var list : descriptor.labels().stream().toList()) {
            if (!Files.exists(model.folder().resolve(list))) {
                return new ModelStore.Verified(
                        descriptor.name(),
                        Optional.of("the label file %s is missing.".formatted(list)),
                        hashed);
            }
        }
        if (hashed) {
            var found = Sha256.of(model.weights());
            if (!found.equals(descriptor.sha256().get())) {
                return new ModelStore.Verified(
                        descriptor.name(),
                        Optional.of(
                                "the file %s has the SHA-256 %s, but should have %s. Fetch it anew."
                                        .formatted(
                                                descriptor.file(),
                                                found,
                                                descriptor.sha256().get())),
                        true);
            }
        }
        return new ModelStore.Verified(descriptor.name(), Optional.empty(), hashed);
    }

    /** Folders with a descriptor. */
    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var folders = Files.list(folder)) {
            return folders.filter(own -> Files.isRegularFile(own.resolve(ModelFiles.DESCRIPTOR)))
                    .sorted()
                    .toList();
        }
    }
}
