package trapline.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Ready descriptors of models that others publish. They are the folders in {@code models/} of the
 * source, taken into the program.
 */
public final class ModelCatalogue {
    /** In the order in which people look for them. */
    private static final List<String> NAMES =
            List.of(
                    "megadetector-v5a",
                    "megadetector-v5b",
                    "megadetector-v1000-redwood",
                    "megadetector-v1000-cedar",
                    "megadetector-v1000-larch",
                    "megadetector-v1000-sorrel",
                    "megadetector-v1000-spruce",
                    "megadetector-v6-mit-yolov9-c",
                    "megadetector-v6-mit-yolov9-e",
                    "megadetector-v6-apache-rtdetr-c",
                    "megadetector-v6-apache-rtdetr-e",
                    "speciesnet-crop",
                    "speciesnet-whole",
                    "deepfaune",
                    "yolox-nano",
                    "yolox-s",
                    "mobilenet-v2");

    /**
     * One of them.
     *
     * @param yaml the descriptor as it is written
     */
    public record Entry(ModelDescriptor descriptor, String yaml) {
        /** A file that lies beside the descriptor, such as a list of labels. */
        public Optional<byte[]> file(String name) throws IOException {
            try (var file = resource(descriptor.name() + "/" + name)) {
                return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
            }
        }
    }

    /** Everything there is. */
    public List<Entry> entries() {
        return NAMES.stream().map(ModelCatalogue::read).toList();
    }

    /**
     * @throws ModelUnavailable if there is none of this name; the message names the nearest
     */
    public Entry find(String name) {
        if (!NAMES.contains(name)) {
            throw new ModelUnavailable(
                    "There is no ready model '%s'. %s './trapline models list' shows all."
                            .formatted(
                                    name,
                                    Words.nearest(name, NAMES)
                                            .map("Did you mean %s?"::formatted)
                                            .orElse("")));
        }
        return read(name);
    }

    private static Entry read(String name) {
        try (var file = resource(name + "/model.yaml")) {
            if (file == null) {
                throw new IllegalStateException("the descriptor of " + name + " was not built in");
            }
            var yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new Entry(DescriptorReader.read(name, yaml), yaml);
        } catch (IOException e) {
            throw new IllegalStateException("the descriptor of " + name + " cannot be read", e);
        }
    }

    private static InputStream resource(String path) {
        return ModelCatalogue.class.getResourceAsStream("catalogue/" + path);
    }
}
