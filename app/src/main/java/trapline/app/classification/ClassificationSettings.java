package trapline.app.classification;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import trapline.runner.taxonomy.Place;

/**
 * How animals are named.
 *
 * @param workers captures worked on at once, each on one thread
 * @param model the classifier's name; empty: the first one that is installed
 * @param country where the cameras are, ISO 3166-1 alpha-3, for models with a geofence
 * @param region of that country, the second half of ISO 3166-2
 * @param only the labels, common names or taxa that occur there; none: what the model says
 * @param minConfidence animals that were detected with less are not named
 */
@Validated
@ConfigurationProperties("trapline.classification")
public record ClassificationSettings(
        @DefaultValue("1") @Min(1) @Max(64) int workers,
        @DefaultValue Optional<String> model,
        @DefaultValue Optional<@Pattern(regexp = "[A-Z]{3}|") String> country,
        @DefaultValue Optional<@Pattern(regexp = "[A-Z0-9]{2}|") String> region,
        @DefaultValue List<String> only,
        @DefaultValue("0.2") @DecimalMin("0") @DecimalMax("1") double minConfidence) {

    Place place() {
        return new Place(
                country.filter(code -> !code.isBlank()), region.filter(code -> !code.isBlank()));
    }
}
