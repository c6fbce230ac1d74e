package trapline.api.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One label or one category that a model saw, or one name that people said.
 *
 * @param at when it was taken, in microseconds since 1970
 * @param kind {@code label}, {@code category} or {@code said}
 * @param sureness how many there are
 */
record Seen(UUID captureId, UUID cameraId, long at, String kind, String name, Sureness sureness) {
    private static final String LABEL = "label";
    private static final String CATEGORY = "category";
    private static final String ANIMAL = "animal";
    private static final String PERSON = "person";
    private static final String HUMAN = "human";

    /**
     * What counts of it: what people said, each label, people and vehicles, and animals as long as
     * no label of theirs is as sure as what is asked for.
     *
     * @param names what people say of the labels; a label without a name is left out
     */
    static List<Sightings.One> sightings(List<Seen> all, Map<String, String> names) {
        var labelled = new HashMap<UUID, Double>();
        for (var one : all) {
            if (one.isLabel()) {
                labelled.merge(one.captureId(), one.sureness().highest(), Math::max);
            }
        }
        var sightings = new ArrayList<Sightings.One>();
        for (var one : all) {
            var sureness = one.counted(Optional.ofNullable(labelled.get(one.captureId())));
            if (sureness.canCount()) {
                one.said(names)
                        .ifPresent(
                                name ->
                                        sightings.add(
                                                new Sightings.One(
                                                        one.captureId(),
                                                        one.cameraId(),
                                                        one.at(),
                                                        name,
                                                        sureness)));
            }
        }
        return sightings;
    }

    /**
     * @param label how sure the surest label of the capture is, if it has one
     */
    private Sureness counted(Optional<Double> label) {
        return isAnimal() ? label.map(sureness::above).orElse(sureness) : sureness;
    }

    boolean isLabel() {
        return kind.equals(LABEL);
    }

    private boolean isAnimal() {
        return kind.equals(CATEGORY) && name.equals(ANIMAL);
    }

    /** In the words in which people's observations speak of it. */
    private Optional<String> said(Map<String, String> names) {
        if (isLabel()) {
            return Optional.ofNullable(names.get(name));
        }
        return Optional.of(kind.equals(CATEGORY) && name.equals(PERSON) ? HUMAN : name);
    }
}
