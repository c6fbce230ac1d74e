package trapline.runner.store;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import trapline.runner.ModelCatalogue;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;

/**
 * The folder of models as those who change it see it. A model's folder has its name. Its descriptor
 * is written last, so what is not complete is no model.
 */
public final class ModelStore {
    static final String DESCRIPTOR = "model.yaml";

    private static final Pattern HASH_LINE = Pattern.compile("(?m)^sha256:.*\\R");

    private static final Pattern MODEL_FILE =
            Pattern.compile(
                    "(?i).+\\.(onnx|onnx\\.data|pt|pth|ckpt|txt|names|csv|part|part\\.version|new)");
    private static final Pattern FILE_LINE = Pattern.compile("(?m)^file:.*\\R");

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
        var descriptor = entry.descriptor();
        var own = folder.resolve(descriptor.name());
        Files.createDirectories(own);
        var yaml = entry.yaml();
        labels(entry, own, watcher);
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
                    yaml = withHash(yaml, hash);
                }
            }
        } else if (descriptor.origin().checkpoint().isPresent()) {
            checkpoint = Optional.of(checkpoint(descriptor, own, watcher));
        }
        write(own.resolve(DESCRIPTOR), yaml.getBytes(StandardCharsets.UTF_8));
        return new Pulled(
                descriptor, own, Files.exists(own.resolve(descriptor.file())), checkpoint, found);
    }

    /**
     * Copies a model from a folder that has a {@code model.yaml}.
     *
     * @param replace whether a model of this name may be overwritten
     * @throws ModelUnavailable if the descriptor is wrong, a file is missing or has another hash
     */
    public ModelFolder.Installed importFrom(Path source, boolean replace) throws IOException {
        var file = source.resolve(DESCRIPTOR);
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
        if (!replace && Files.exists(own.resolve(DESCRIPTOR)) && !Files.isSameFile(own, source)) {
            throw new ModelUnavailable(
                    "There is already a model %s in %s. Use --replace to put this one in its place."
                            .formatted(descriptor.name(), folder));
        }
        Files.createDirectories(own);
        if (!Files.isSameFile(own, source)) {
            copy(given.weights(), own.resolve(descriptor.file()));
            for (var list : lists(descriptor)) {
                if (Files.exists(source.resolve(list))) {
                    copy(source.resolve(list), own.resolve(list));
                }
            }
        }
        var yaml = Files.readString(file);
        if (descriptor.sha256().isEmpty()) {
            yaml = withHash(yaml, hash);
        }
        write(own.resolve(DESCRIPTOR), yaml.getBytes(StandardCharsets.UTF_8));
        return new ModelFolder.Installed(ModelFolder.parse(own.resolve(DESCRIPTOR)), own);
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
        var verified = new ArrayList<Verified>();
        for (var own : folders()) {
            verified.add(verify(own));
        }
        for (var installed : builtIn()) {
            verified.add(compare(installed));
        }
        return verified.stream().filter(one -> only.map(one.name()::equals).orElse(true)).toList();
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
                || !Files.isRegularFile(own.resolve(DESCRIPTOR))) {
            throw new ModelUnavailable(
                    "There is no folder %s with a model.yaml in %s, so nothing was removed."
                            .formatted(name, folder));
        }
        var removed = new ArrayList<Path>();
        // Without its descriptor it is no model, whatever happens next.
        delete(own.resolve(DESCRIPTOR), removed);
        try (var files = Files.list(own)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (belongs(file.getFileName().toString())) {
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

    /** What models consist of, and what fetching leaves behind. */
    private static boolean belongs(String file) {
        return MODEL_FILE.matcher(file).matches();
    }

    private static void delete(Path file, List<Path> removed) throws IOException {
        if (Files.deleteIfExists(file)) {
            removed.add(file);
        }
    }

    private Verified verify(Path own) throws IOException {
        var name = own.getFileName().toString();
        try {
            var descriptor = ModelFolder.parse(own.resolve(DESCRIPTOR));
            return compare(new ModelFolder.Installed(descriptor, own));
        } catch (ModelUnavailable e) {
            return new Verified(name, Optional.of(e.getMessage()), false);
        }
    }

    private static Verified compare(ModelFolder.Installed model) throws IOException {
        var descriptor = model.descriptor();
        var hashed = descriptor.sha256().isPresent();
        if (!Files.exists(model.weights())) {
            var export =
                    descriptor
                            .origin()
                            .export()
                            .map(page -> " It has to be exported first: see " + page + ".")
                            .orElse("");
            return new Verified(
                    descriptor.name(),
                    Optional.of("the file %s is missing.%s".formatted(descriptor.file(), export)),
                    hashed);
        }
        for (var list : descriptor.labels().stream().toList()) {
            if (!Files.exists(model.folder().resolve(list))) {
                return new Verified(
                        descriptor.name(),
                        Optional.of("the label file %s is missing.".formatted(list)),
                        hashed);
            }
        }
        if (hashed) {
            var found = Sha256.of(model.weights());
            if (!found.equals(descriptor.sha256().get())) {
                return new Verified(
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
        return new Verified(descriptor.name(), Optional.empty(), hashed);
    }

    /** Folders with a descriptor. */
    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var folders = Files.list(folder)) {
            return folders.filter(own -> Files.isRegularFile(own.resolve(DESCRIPTOR)))
                    .sorted()
                    .toList();
        }
    }

    /** Models whose descriptor is built in, and whose file lies in the folder itself. */
    private List<ModelFolder.Installed> builtIn() {
        return ModelFolder.builtInOf(folder);
    }

    private void labels(ModelCatalogue.Entry entry, Path own, Watcher watcher)
            throws IOException, InterruptedException {
        var descriptor = entry.descriptor();
        for (var list : lists(descriptor)) {
            var shipped = entry.file(list);
            var target = own.resolve(list);
            if (shipped.isPresent()) {
                write(target, shipped.get());
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

    private Path checkpoint(ModelDescriptor descriptor, Path own, Watcher watcher)
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

    private static List<String> lists(ModelDescriptor descriptor) {
        var lists = new ArrayList<String>();
        descriptor.labels().ifPresent(lists::add);
        descriptor.classes().ifPresent(lists::add);
        return lists;
    }

    private static boolean isThere(Path file, Optional<String> sha256) throws IOException {
        return Files.exists(file) && (sha256.isEmpty() || Sha256.of(file).equals(sha256.get()));
    }

    private static void require(ModelFolder.Installed model, String file, String field) {
        if (!Files.isRegularFile(model.folder().resolve(file))) {
            throw new ModelUnavailable(
                    "Model %s: the field %s names %s, which is not in %s."
                            .formatted(model.descriptor().name(), field, file, model.folder()));
        }
    }

    /** From now on the file must be this one. */
    private static String withHash(String yaml, String hash) {
        var without = HASH_LINE.matcher(yaml.endsWith("\n") ? yaml : yaml + "\n").replaceAll("");
        var file = FILE_LINE.matcher(without);
        var line = "sha256: " + hash + "\n";
        return file.find()
                ? file.replaceFirst(Matcher.quoteReplacement(file.group() + line))
                : without + line;
    }

    private static void copy(Path from, Path to) throws IOException {
        var room = Files.getFileStore(to.getParent()).getUsableSpace();
        if (room < Files.size(from)) {
            throw new IOException(
                    "There is too little room in %s: %d MB are free, %d MB are needed."
                            .formatted(to.getParent(), room >> 20, (Files.size(from) >> 20) + 1));
        }
        var temporary = to.resolveSibling(to.getFileName() + ".new");
        Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING);
        Durable.move(temporary, to);
    }

    private static void write(Path to, byte[] content) throws IOException {
        var temporary = to.resolveSibling(to.getFileName() + ".new");
        Files.write(temporary, content);
        Durable.move(temporary, to);
    }
}
