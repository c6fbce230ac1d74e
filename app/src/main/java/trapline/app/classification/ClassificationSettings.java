package trapline.app.classification;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How animals are named.
 *
 * @param workers captures worked on at once, each on one thread
 * @param model the classifier's name; empty: the first one that is installed
 * @param minConfidence animals that were detected with less are not named
 */
@Validated
@ConfigurationProperties("trapline.classification")
public record ClassificationSettings(
        @DefaultValue("1") @Min(1) @Max(64) int workers,
        @DefaultValue Optional<String> model,
        @DefaultValue("0.2") @DecimalMin("0") @DecimalMax("1") double minConfidence) {}
