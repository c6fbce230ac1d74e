package trapline.api.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import trapline.observation.Review;

/**
 * What people say of one capture.
 *
 * @param version to name when something is changed, so that nobody's change is lost; 0: nobody has
 *     said anything
 * @param verifiedAt when people said what is on it; absent: the models' word counts
 * @param flagged somebody shall look at it again
 * @param hidden left out of lists unless it is asked for
 * @param liked whether the caller likes it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ReviewView(
        UUID captureId,
        int version,
        Optional<Instant> verifiedAt,
        Optional<String> verifiedBy,
        boolean flagged,
        boolean hidden,
        Optional<String> note,
        List<String> tags,
        int likes,
        boolean liked,
        List<ObservationBody> observations) {

    static ReviewView of(Review review, boolean liked) {
        return new ReviewView(
                review.captureId(),
                review.version(),
                review.verified().map(Review.Verified::at),
                review.verified().map(Review.Verified::by),
                review.flagged(),
                review.hidden(),
                review.note(),
                review.tags(),
                review.likes(),
                liked,
                review.observations().stream().map(ObservationBody::of).toList());
    }
}
