package trapline.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of models: each a descriptor with its weights beside it, in the folder or one below.
 * Descriptors of the demo models are built in, so a folder that holds only their files works too.
 */
public class ModelFolder {
    private static final List<ModelDescriptor> BUILT_IN =
            Stream.of(
                            "demo-detector",
                            "demo-classifier",
                            "demo-detector-pt",
                            "demo-detector-v8-pt",
                            "demo-detector-e2e",
                            "demo-detector-yolox",
                            "demo-classifier-pt",
                            "demo-birds-pt")
                    .map(ModelFolder::builtIn)
                    .toList();
    private static final long MOST_BYTES = 1 << 20;

    private final Path folder;

    public ModelFolder(Path folder) {
        this.folder = folder;
    }

    /** A model that can be opened: its weights are there. */
    public record Installed(ModelDescriptor descriptor, Path folder) {
        /** The file of its weights. */
        public Path weights() {
            return folder.resolve(descriptor.file());
        }

        /** A file named by the descriptor, or a list that is built in. */
        List<String> lines(String file) {
            try {
                var beside = folder.resolve(file);
                if (Files.exists(beside)) {
                    return Files.readAllLines(beside, StandardCharsets.UTF_8);
                }
                try (var builtIn = resource(file)) {
                    if (builtIn != null) {
                        return new String(builtIn.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .toList();
                    }
                }
                throw new ModelUnavailable(
                        "Model %s: the file %s is not beside the descriptor in %s."
                                .formatted(descriptor.name(), file, folder));
            } catch (IOException e) {
                throw new ModelUnavailable(
                        "Model %s: the file %s cannot be read.".formatted(descriptor.name(), file),
                        e);
            }
        }
    }

    /**
     * Everything that can be opened, own descriptors before the built-in ones.
     *
     * @throws ModelUnavailable if a descriptor is wrong; the message names file, line and field
     */
    public List<Installed> installed() {
        var installed = new ArrayList<Installed>();
        if (!Files.isDirectory(folder)) {
            return installed;
        }
        try (var files = Files.walk(folder, 2)) {
            for (var file :
                    files.filter(path -> path.getFileName().toString().equals("model.yaml"))
                            .sorted()
                            .toList()) {
                var model = new Installed(parse(file), file.getParent());
                if (Files.exists(model.weights())) {
                    installed.add(model);
                }
            }
        } catch (IOException e) {
            throw new ModelUnavailable("The model folder %s cannot be read.".formatted(folder), e);
        }
        installed.addAll(builtInOf(folder));
        return installed;
    }

    /** Models whose descriptor is built in, and whose file lies in the folder itself. */
    public static List<Installed> builtInOf(Path folder) {
        return BUILT_IN.stream()
                .map(descriptor -> new Installed(descriptor, folder))
                .filter(model -> Files.exists(model.weights()))
                .toList();
    }

    /** The model of this name, or the first one for the task when no name is given. */
    public Optional<Installed> find(ModelDescriptor.Task task, Optional<String> name) {
        var found =
                installed().stream()
                        .filter(model -> model.descriptor().task() == task)
                        .filter(model -> name.map(model.descriptor().name()::equals).orElse(true))
                        .findFirst();
        if (found.isEmpty() && name.isPresent()) {
            throw new ModelUnavailable(
                    "The model %s is not in %s. Put its folder there, or choose another model."
                            .formatted(name.get(), folder));
        }
        return found;
    }

    /**
     * Reads one descriptor.
     *
     * @throws ModelUnavailable if it is wrong; the message names file, line and field
     */
    public static ModelDescriptor parse(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new ModelUnavailable(
                    "%s: a descriptor has at most %d bytes.".formatted(file, MOST_BYTES));
        }
        return DescriptorReader.read(file.toString(), Files.readString(file));
    }

    private static ModelDescriptor builtIn(String name) {
        try (var yaml = resource(name + ".yaml")) {
            var text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
            return DescriptorReader.read(name, text);
        } catch (IOException e) {
            throw new IllegalStateException("the built-in descriptor " + name + " is broken", e);
        }
    }

    private static InputStream resource(String name) {
        return ModelFolder.class.getResourceAsStream("models/" + name);
    }
}
