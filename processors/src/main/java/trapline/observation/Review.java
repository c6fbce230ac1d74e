package trapline.observation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/**
 * What people say of one capture.
 *
 * @param version counts every change; 0: nobody has said anything
 * @param verified who said what is on it, and when; empty: the models' word counts
 * @param flagged somebody shall look at it again
 * @param hidden left out of lists unless it is asked for
 * @param likes how many people like it
 * @param observations what people say is on it; empty unless it is verified
 */
public record Review(
        UUID captureId,
        int version,
        Optional<Verified> verified,
        boolean flagged,
        boolean hidden,
        Optional<String> note,
        List<String> tags,
        int likes,
        List<HumanObservation> observations) {
    public static final int LONGEST_NOTE = 4000;
    public static final int MOST_TAGS = 50;
    public static final int LONGEST_TAG = 50;
    public static final int MOST_OBSERVATIONS = 50;

    /** Who said it, and when. */
    public record Verified(String by, Instant at) {}

    /** What a person changes beside the observations. An empty field stays as it is. */
    public record Change(
            Optional<Optional<String>> note,
            Optional<SortedSet<String>> tags,
            Optional<Boolean> flagged,
            Optional<Boolean> hidden) {

        public Change {
            note.flatMap(text -> text)
                    .filter(text -> text.length() > LONGEST_NOTE)
                    .ifPresent(
                            text -> {
                                throw new UnusableObservation("note", "is at most 4000 characters");
                            });
            tags.ifPresent(Review::checkTags);
        }

        /** Adds nothing and takes nothing away. */
        public static final Change NOTHING =
                new Change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Review {
        tags = List.copyOf(tags);
        observations = List.copyOf(observations);
    }

    private static void checkTags(SortedSet<String> tags) {
        if (tags.size() > MOST_TAGS
                || tags.stream()
                        .anyMatch(
                                tag ->
                                        tag.isBlank()
                                                || tag.length() > LONGEST_TAG
                                                || tag.chars().anyMatch(Character::isISOControl))) {
            throw new UnusableObservation("tags", "are at most 50 of 1 to 50 characters");
        }
    }
}
