package trapline.observation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One thing that a person says is on a capture, in the words of Camtrap DP.
 *
 * @param scientificName the species or other group, as people name it here; only of animals and
 *     humans
 * @param count how many of it, 1 to 10,000; empty: not counted
 * @param behavior in the person's own words, such as grazing
 * @param detectionId the box that it is about, where it is about one
 * @see <a href="https://camtrap-dp.tdwg.org/data/#observations">Camtrap DP observations</a>
 */
public record HumanObservation(
        Type type,
        Optional<String> scientificName,
        OptionalInt count,
        Optional<Sex> sex,
        Optional<LifeStage> lifeStage,
        Optional<String> behavior,
        Optional<UUID> detectionId) {
    public static final int LONGEST_NAME = 200;
    public static final int LONGEST_BEHAVIOR = 200;
    public static final int MOST = 10_000;

    /** What kind of thing it is. */
    public enum Type {
        ANIMAL,
        HUMAN,
        VEHICLE,
        BLANK,
        UNKNOWN,
        UNCLASSIFIED;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty if there is no such type. */
        public static Optional<Type> of(String id) {
            return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
        }
    }

    /** Of an animal or human. */
    public enum Sex {
        FEMALE,
        MALE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty if there is no such sex. */
        public static Optional<Sex> of(String id) {
            return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
        }
    }

    /** Of an animal or human. */
    public enum LifeStage {
        ADULT,
        SUBADULT,
        JUVENILE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty if there is no such stage. */
        public static Optional<LifeStage> of(String id) {
            return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
        }
    }

    public HumanObservation {
        check(count.orElse(1) >= 1 && count.orElse(1) <= MOST, "count", "must be 1 to 10000");
        var living = type == Type.ANIMAL || type == Type.HUMAN;
        check(living || scientificName.isEmpty(), "scientificName", "is only of animals");
        check(living || sex.isEmpty(), "sex", "is only of animals and humans");
        check(living || lifeStage.isEmpty(), "lifeStage", "is only of animals and humans");
        check(type != Type.BLANK || count.isEmpty(), "count", "is nothing where nothing is");
        check(type != Type.BLANK || behavior.isEmpty(), "behavior", "is nothing where nothing is");
        check(isShort(scientificName, LONGEST_NAME), "scientificName", "is 1 to 200 characters");
        check(isShort(behavior, LONGEST_BEHAVIOR), "behavior", "is 1 to 200 characters");
    }

    /** Something without anything particular about it. */
    public static HumanObservation of(Type type, Optional<String> scientificName) {
        return new HumanObservation(
                type,
                scientificName,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean isShort(Optional<String> text, int longest) {
        return text.map(
                        t ->
                                !t.isBlank()
                                        && t.length() <= longest
                                        && t.chars().noneMatch(Character::isISOControl))
                .orElse(true);
    }

    private static void check(boolean holds, String field, String message) {
        if (!holds) {
            throw new UnusableObservation(field, message);
        }
    }
}
