package trapline.api.export;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import trapline.detection.BoundingBox;

/**
 * What is said to be on one capture, in Camtrap DP's words.
 *
 * @param label as the classifier or the person wrote it
 * @param count how many of it; empty where nothing is counted
 * @param box where, as fractions of the upright picture; empty: said of the whole of it
 * @param frame number of the clip's frame
 * @param confidence of the box, 0 to 1; empty for what a person says
 * @param labelConfidence of the name, 0 to 1
 * @param by the model, or the person
 */
public record ExportedObservation(
        UUID observationId,
        Type type,
        String category,
        Optional<String> label,
        Optional<Integer> count,
        Optional<String> sex,
        Optional<String> lifeStage,
        Optional<String> behavior,
        Optional<BoundingBox> box,
        Optional<Integer> frame,
        Optional<Double> confidence,
        Optional<Double> labelConfidence,
        Method method,
        Optional<String> by,
        Optional<Instant> at,
        Optional<String> comments) {

    /** Camtrap DP's types of observations. */
    public enum Type {
        ANIMAL,
        HUMAN,
        VEHICLE,
        BLANK,
        UNKNOWN,
        UNCLASSIFIED;

        /** As Camtrap DP writes it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What a detector would call it. */
        String category() {
            return switch (this) {
                case ANIMAL -> "animal";
                case HUMAN -> "person";
                case VEHICLE -> "vehicle";
                default -> "";
            };
        }

        /** What a detector's category means. A movement is something, and nobody knows what. */
        static Type ofCategory(String category) {
            return switch (category) {
                case "animal" -> ANIMAL;
                case "person" -> HUMAN;
                case "vehicle" -> VEHICLE;
                default -> UNKNOWN;
            };
        }
    }

    /** Who said it. */
    public enum Method {
        MACHINE,
        HUMAN;

        /** As Camtrap DP writes it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, of which there are so many. */
    ExportedObservation counted(int number) {
        return new ExportedObservation(
                observationId,
                type,
                category,
                label,
                Optional.of(number),
                sex,
                lifeStage,
                behavior,
                box,
                frame,
                confidence,
                labelConfidence,
                method,
                by,
                at,
                comments);
    }

    /** The Latin name, where there is one to be known. */
    public Optional<ScientificName> scientificName() {
        return switch (type) {
            case ANIMAL -> label.flatMap(ScientificName::of);
            case HUMAN -> Optional.of(ScientificName.HUMAN);
            default -> Optional.empty();
        };
    }

    /** How sure it is, 0 to 1: of the name where there is one, else of the box. */
    public Optional<Double> probability() {
        return labelConfidence.or(() -> confidence);
    }
}
