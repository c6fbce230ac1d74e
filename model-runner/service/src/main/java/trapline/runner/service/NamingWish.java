package trapline.runner.service;

import java.util.List;
import java.util.Optional;
import trapline.runner.taxonomy.Place;

/**
 * How the caller wants things named.
 *
 * @param place where its cameras are, for models with a geofence
 * @param only the labels that occur there; none: those that the model's descriptor names
 * @param scores whether the score of every label is wanted too, where the model names the pictures
 *     of a burst together
 */
record NamingWish(Place place, List<String> only, boolean scores) {
    private static final int MOST_NAMES = 5000;
    private static final int LONGEST_NAME = 200;

    NamingWish {
        only = List.copyOf(only);
    }

    /**
     * @param country absent or empty: nobody said
     * @param region absent or empty: nobody said
     * @throws Refused if one of them cannot be used
     */
    static NamingWish of(
            Optional<String> country, Optional<String> region, List<String> only, boolean scores) {
        if (only.size() > MOST_NAMES
                || only.stream().anyMatch(one -> one.isBlank() || one.length() > LONGEST_NAME)) {
            throw new Refused(
                    Refused.Reason.BAD_REQUEST,
                    "The parameter only must be names of at most %d characters, %d of them at most."
                            .formatted(LONGEST_NAME, MOST_NAMES));
        }
        try {
            return new NamingWish(new Place(given(country), given(region)), only, scores);
        } catch (IllegalArgumentException e) {
            throw new Refused(Refused.Reason.BAD_REQUEST, e.getMessage());
        }
    }

    private static Optional<String> given(Optional<String> text) {
        return text.map(String::strip).filter(stripped -> !stripped.isEmpty());
    }
}
