package trapline.condition;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import trapline.observation.Observations.Observation;

/** What was seen before, as far as conditions ask for it. */
public interface Past {

    /**
     * Whether another event at the same place showed the same.
     *
     * @param minConfidence of those sightings, 0 to 1
     * @param from inclusive, by the cameras' clocks; until the capture itself, exclusive
     */
    boolean wasSeen(Look look, Observation what, double minConfidence, Instant from);

    /**
     * The groups that a label belongs to in the taxonomy of the model that gives it, in lower case:
     * class, order, family, genus, species. Empty when no taxonomy knows it.
     */
    Set<String> taxaOf(String label);

    /**
     * How large persons usually are on a camera's pictures of the 60 days before a capture.
     *
     * @param percentile 0 to 1
     * @return empty when no person was ever seen there
     */
    Optional<PersonSizes> personSizes(Look look, double percentile);

    /**
     * @param samples how many boxes it was taken from, at most 1000
     * @param area at the percentile, as a fraction of the picture
     */
    record PersonSizes(int samples, double area) {}
}
