package trapline.runner.taxonomy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trapline.runner.CropClassifier;
import trapline.runner.ModelFolder;
import trapline.runner.ModelUnavailable;

/**
 * The rules by which one classifier's scores become names: what its descriptor says, with the files
 * it names read once.
 */
public final class Naming {
    private static final long LARGEST_FILE = 64L << 20;

    private final Taxonomy taxonomy;
    private final Geofence fence;
    private final NamingOptions options;
    private final int top;
    private final Map<String, List<String>> lineages;

    private Naming(Taxonomy taxonomy, Geofence fence, NamingOptions options, int top) {
        this.taxonomy = taxonomy;
        this.fence = fence;
        this.options = options;
        this.top = top;
        this.lineages = Map.copyOf(taxonomy.lineages());
    }

    /**
     * @throws ModelUnavailable if a file is missing or wrong; the message names the field
     */
    static Naming open(ModelFolder.Installed installed, CropClassifier classifier) {
        var options = installed.descriptor().naming().orElse(NamingOptions.NONE);
        var more = options.taxonomy().map(file -> taxa(installed, file));
        var fence = options.geofence().map(file -> fence(installed, file)).orElse(Geofence.NONE);
        var taxonomy =
                taxonomy(
                        classifier.labelLines(),
                        classifier.labels(),
                        classifier.labelFields(),
                        more);
        return new Naming(taxonomy, fence, options, installed.descriptor().top());
    }

    /**
     * The rules for one place. Cheap enough to be made for every picture.
     *
     * @param only the labels that occur there; none: those that the descriptor names
     */
    public Namer at(Place place, List<String> only) {
        return new Namer(taxonomy, fence, place, only, options, top);
    }

    /**
     * What each name that may be given belongs to, in lower case: class, order, family, genus, and
     * the species with its genus. Names that are nothing in the taxonomy are left out.
     */
    public Map<String, List<String>> lineages() {
        return lineages;
    }

    static Taxonomy taxonomy(
            List<String> lines,
            List<String> shown,
            List<Map<String, String>> fields,
            Optional<List<Taxon>> more) {
        var labels = new ArrayList<Taxon>();
        for (var i = 0; i < lines.size(); i++) {
            labels.add(Taxa.of(lines.get(i), shown.get(i), fields.get(i)));
        }
        return Taxonomy.of(labels, more.orElse(List.of()), more.isEmpty());
    }

    private static List<Taxon> taxa(ModelFolder.Installed installed, String file) {
        try {
            return Taxa.lines(read(installed, "naming.taxonomy", file).lines().toList());
        } catch (IllegalArgumentException e) {
            throw wrong(installed, "naming.taxonomy", file, e.getMessage());
        }
    }

    private static Geofence fence(ModelFolder.Installed installed, String file) {
        try {
            return Geofence.parse(read(installed, "naming.geofence", file));
        } catch (IllegalArgumentException e) {
            throw wrong(installed, "naming.geofence", file, e.getMessage());
        }
    }

    private static String read(ModelFolder.Installed installed, String field, String file) {
        var path = installed.folder().resolve(file);
        try {
            if (Files.size(path) > LARGEST_FILE) {
                throw wrong(installed, field, file, "it is larger than 64 MB.");
            }
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw wrong(installed, field, file, "it is not beside the descriptor.");
        } catch (IOException e) {
            throw wrong(installed, field, file, "it cannot be read as text in UTF-8.");
        }
    }

    private static ModelUnavailable wrong(
            ModelFolder.Installed installed, String field, String file, String what) {
        return new ModelUnavailable(
                "Model %s: the field %s names the file %s: %s"
                        .formatted(installed.descriptor().name(), field, file, what));
    }
}
