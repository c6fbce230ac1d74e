package trapline.api.insight;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One label or one category that a model is sure of, or one name that people said.
 *
 * @param at when it was taken, in microseconds since 1970
 * @param kind {@code label}, {@code category} or {@code said}
 * @param count the most on one picture, or on one frame of a clip
 */
record Seen(UUID captureId, UUID cameraId, long at, String kind, String name, int count) {
    private static final String LABEL = "label";
    private static final String CATEGORY = "category";
    private static final String ANIMAL = "animal";
    private static final String PERSON = "person";
    private static final String HUMAN = "human";

    /**
     * What counts of it: what people said, each label, people and vehicles, and animals that have
     * no label.
     *
     * @param names what people say of the labels; a label without a name is left out
     */
    static List<Sightings.One> sightings(List<Seen> all, Map<String, String> names) {
        var labelled = new HashSet<UUID>();
        for (var one : all) {
            if (one.isLabel()) {
                labelled.add(one.captureId());
            }
        }
        var sightings = new ArrayList<Sightings.One>();
        for (var one : all) {
            if (!one.isBareAnimal() || !labelled.contains(one.captureId())) {
                one.said(names)
                        .ifPresent(
                                name ->
                                        sightings.add(
                                                new Sightings.One(
                                                        one.captureId(),
                                                        one.cameraId(),
                                                        one.at(),
                                                        name,
                                                        one.count())));
            }
        }
        return sightings;
    }

    boolean isLabel() {
        return kind.equals(LABEL);
    }

    private boolean isBareAnimal() {
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
