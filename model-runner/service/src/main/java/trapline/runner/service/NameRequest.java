package trapline.runner.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import trapline.runner.taxonomy.Seen;

/**
 * Looks whose scores are known, to be named together.
 *
 * @param classifier the very model that gave the scores
 * @param together the scores that count for all of them
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by one thread
record NameRequest(
        @JsonProperty(required = true) Answer.ModelName classifier,
        Optional<String> country,
        Optional<String> region,
        Optional<List<String>> only,
        @JsonProperty(required = true) byte[] together,
        @JsonProperty(required = true) List<Look> looks) {
    private static final int MOST_LOOKS = 1000;

    NameRequest {
        Objects.requireNonNull(classifier);
        Objects.requireNonNull(together);
        looks = List.copyOf(looks);
        if (looks.size() > MOST_LOOKS) {
            throw new Refused(
                    Refused.Reason.BAD_REQUEST,
                    "There may be at most %d looks.".formatted(MOST_LOOKS));
        }
    }

    /**
     * One look.
     *
     * @param confidence of its detection, 0 to 1
     * @param scores its own, whose best label is kept as the raw one
     */
    record Look(
            @JsonProperty(required = true) String category,
            @JsonProperty(required = true) double confidence,
            @JsonProperty(required = true) byte[] scores) {
        Look {
            Objects.requireNonNull(category);
            Objects.requireNonNull(scores);
        }

        Seen seen() {
            return new Seen(category, confidence);
        }
    }

    NamingWish wish() {
        return NamingWish.of(country, region, only.orElse(List.of()), false);
    }
}
