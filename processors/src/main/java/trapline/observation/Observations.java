package trapline.observation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import trapline.capture.Capture;
import trapline.classification.LabelBasis;

/**
 * What the pipeline says is on one capture. It is not stored: it follows from detections and
 * classifications, so a changed threshold changes it without running a model again.
 *
 * @param sightings one for each detection, highest confidence first
 */
public record Observations(Capture capture, List<Sighted> sightings) {

    public Observations {
        sightings = List.copyOf(sightings);
    }

    /**
     * One detection, with its best label if it has one.
     *
     * @param category animal, person, vehicle or motion
     * @param confidence of the box, 0 to 1
     * @param label what the classifier calls it
     * @param area of the box, as a fraction of the picture; empty when it is not known
     * @param frame number of the clip's frame; empty on a picture
     */
    public record Sighted(
            String category,
            double confidence,
            Optional<Label> label,
            OptionalDouble area,
            OptionalInt frame) {

        /** Something on a picture. */
        public Sighted(
                String category, double confidence, Optional<Label> label, OptionalDouble area) {
            this(category, confidence, label, area, OptionalInt.empty());
        }

        /** Something whose size is not known. */
        public Sighted(String category, double confidence, Optional<Label> label) {
            this(category, confidence, label, OptionalDouble.empty());
        }
    }

    /**
     * @param confidence of the name, 0 to 1
     * @param source how the name came about, as in {@link trapline.classification.LabelBasis}
     */
    public record Label(String name, double confidence, String source) {

        /** A name as the classifier gave it. */
        public Label(String name, double confidence) {
            this(name, confidence, LabelBasis.CLASSIFIER.source());
        }
    }

    /**
     * One kind of thing on the capture.
     *
     * @param name the label, or the category where no label was asked for
     * @param count how many of it are on this one picture, or on that frame of the clip that has
     *     most of them: the same animal is on many frames
     * @param confidence of the surest of them
     */
    public record Observation(String name, int count, double confidence) {}

    /** Everything of a category that is at least so sure. */
    public Optional<Observation> ofCategory(String category, double minConfidence) {
        return group(
                category,
                sightings.stream()
                        .filter(s -> s.category().equals(category))
                        .filter(s -> s.confidence() >= minConfidence)
                        .map(s -> new Sure(s.confidence(), s.frame()))
                        .toList());
    }

    /** The categories of which there is anything, in the order of the alphabet. */
    public List<String> categories() {
        return sightings.stream().map(Sighted::category).distinct().sorted().toList();
    }

    /** Everything whose best label is at least so sure, by label. */
    public List<Observation> labelled(double minConfidence) {
        Map<String, List<Sure>> byName = new HashMap<>();
        for (var sighting : sightings) {
            sighting.label()
                    .filter(label -> label.confidence() >= minConfidence)
                    .ifPresent(
                            label ->
                                    byName.computeIfAbsent(label.name(), name -> new ArrayList<>())
                                            .add(new Sure(label.confidence(), sighting.frame())));
        }
        return byName.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> group(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    /** Whether a label is meant by a name that a person wrote: case and synonyms do not matter. */
    public static boolean means(String label, String written) {
        var wanted = written.strip().toLowerCase(Locale.ROOT);
        var given = label.strip().toLowerCase(Locale.ROOT);
        if (given.equals(wanted)) {
            return true;
        }
        // Label lists write synonyms with commas, and the common name in brackets behind the Latin.
        for (var part : given.split("[,()]")) {
            if (part.strip().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** How sure one of a group is, and on which frame it is. */
    private record Sure(double confidence, OptionalInt frame) {}

    private static Optional<Observation> group(String name, List<Sure> group) {
        var most =
                group.stream()
                        .collect(Collectors.groupingBy(Sure::frame, Collectors.counting()))
                        .values()
                        .stream()
                        .mapToLong(Long::longValue)
                        .max();
        return group.stream()
                .map(Sure::confidence)
                .max(Double::compare)
                .map(best -> new Observation(name, (int) most.orElseThrow(), best));
    }
}
