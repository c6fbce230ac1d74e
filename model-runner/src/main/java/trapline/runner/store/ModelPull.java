package trapline.runner.store;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import trapline.runner.ModelCatalogue;
import trapline.runner.ModelDescriptor;

/** Fetches a model that is known by its descriptor; what has arrived of it is kept. */
final class ModelPull {
    private final Path folder;
    private final Fetch fetch;
    private final ModelStore.Watcher watcher;

    /**
     * @param folder in which model folders lie
     */
    ModelPull(Path folder, Fetch fetch, ModelStore.Watcher watcher) {
        this.folder = folder;
        this.fetch = fetch;
        this.watcher = watcher;
    }

    /**
     * @throws NotFetched if something could not be fetched
     */
    ModelStore.Pulled pull(ModelCatalogue.Entry entry) throws IOException, InterruptedException {
        var descriptor = entry.descriptor();
        var own = folder.resolve(descriptor.name());
        Files.createDirectories(own);
        var yaml = entry.yaml();
        labels(entry, own);
        Optional<String> found = Optional.empty();
        Optional<Path> checkpoint = Optional.empty();
        if (descriptor.address().isPresent()) {
            var weights = own.resolve(descriptor.file());
            if (!isThere(weights, descriptor.sha256())) {
                var hash =
                        fetch.fetch(
                                URI.create(descriptor.address().get()),
                                weights,
                                descriptor.sha256(),
                                watcher.fetching(descriptor.file()));
                if (descriptor.sha256().isEmpty()) {
                    found = Optional.of(hash);
                    yaml = ModelFiles.withHash(yaml, hash);
                }
            }
        } else if (descriptor.origin().checkpoint().isPresent()) {
            checkpoint = Optional.of(checkpoint(descriptor, own));
        }
        ModelFiles.write(own.resolve(ModelFiles.DESCRIPTOR), yaml.getBytes(StandardCharsets.UTF_8));
        return new ModelStore.Pulled(
                descriptor, own, Files.exists(own.resolve(descriptor.file())), checkpoint, found);
    }

    private void labels(ModelCatalogue.Entry entry, Path own)
            throws IOException, InterruptedException {
        var descriptor = entry.descriptor();
        for (var list : ModelFiles.lists(descriptor)) {
            var shipped = entry.file(list);
            var target = own.resolve(list);
            if (shipped.isPresent()) {
                ModelFiles.write(target, shipped.get());
            } else if (!Files.exists(target)
                    && descriptor.labels().equals(Optional.of(list))
                    && descriptor.origin().labels().isPresent()) {
                fetch.fetch(
                        URI.create(descriptor.origin().labels().get()),
                        target,
                        Optional.empty(),
                        watcher.fetching(list));
            }
        }
    }

    private Path checkpoint(ModelDescriptor descriptor, Path own)
            throws IOException, InterruptedException {
        var address = URI.create(descriptor.origin().checkpoint().orElseThrow());
        var path = address.getPath();
        var target = own.resolve(path.substring(path.lastIndexOf('/') + 1));
        if (!Files.exists(target) && !Files.exists(own.resolve(descriptor.file()))) {
            fetch.fetch(
                    address,
                    target,
                    Optional.empty(),
                    watcher.fetching(target.getFileName().toString()));
        }
        return target;
    }

    private static boolean isThere(Path file, Optional<String> sha256) throws IOException {
        return Files.exists(file) && (sha256.isEmpty() || Sha256.of(file).equals(sha256.get()));
    }
}
