package trapline.app.classification;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import trapline.runner.Execution;
import trapline.runner.taxonomy.Place;

/**
 * How animals are named.
 *
 * @param mode throughput: most pictures a second; latency: each picture as soon as possible, on all
 *     cores
 * @param workers captures worked on at once, each on one thread; for latency the model takes one
 * @param model the classifier's name; empty: the first one that is installed
 * @param country where the cameras are, ISO 3166-1 alpha-3, for models with a geofence
 * @param region of that country, the second half of ISO 3166-2
 * @param only the labels, common names or taxa that occur there; none: what the model says
 * @param burstGap the longest time between two pictures of one burst, by the camera's clock; bursts
 *     are named together where the model's descriptor says so
 * @param minConfidence animals that were detected with less are not named
 */
@Validated
@ConfigurationProperties("trapline.classification")
public record ClassificationSettings(
        @NotNull @DefaultValue("throughput") Execution.Mode mode,
        @DefaultValue("1") @Min(1) @Max(64) int workers,
        @DefaultValue Optional<String> model,
        @DefaultValue Optional<@Pattern(regexp = "[A-Z]{3}|") String> country,
        @DefaultValue Optional<@Pattern(regexp = "[A-Z0-9]{2}|") String> region,
        @DefaultValue List<String> only,
        @NotNull @DefaultValue("10s") Duration burstGap,
        @DefaultValue("0.2") @DecimalMin("0") @DecimalMax("1") double minConfidence) {

    private static final Duration LONGEST_GAP = Duration.ofMinutes(10);

    public ClassificationSettings {
        if (burstGap.isNegative() || burstGap.compareTo(LONGEST_GAP) > 0) {
            throw new IllegalArgumentException(
                    "trapline.classification.burst-gap must be from 0 s to 10 minutes");
        }
    }

    Execution execution() {
        return Execution.of(mode, workers);
    }

    Place place() {
        return new Place(
                country.filter(code -> !code.isBlank()), region.filter(code -> !code.isBlank()));
    }
}
