package trapline.app.detection;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import trapline.runner.Execution;

/**
 * How pictures are looked at.
 *
 * @param mode throughput: most pictures a second; latency: each picture as soon as possible, on all
 *     cores
 * @param workers pictures looked at at once, each on one thread; for latency the model takes one
 * @param spare pictures under way beyond these, being decoded or stored while the others are looked
 *     at
 * @param model the detector's name; empty: the first one that is installed
 * @param sensitivity of the built-in motion detector, which looks when no model is installed
 */
@Validated
@ConfigurationProperties("trapline.detection")
public record DetectionSettings(
        @NotNull @DefaultValue("throughput") Execution.Mode mode,
        @DefaultValue("2") @Min(1) @Max(64) int workers,
        @DefaultValue("1") @Min(0) @Max(64) int spare,
        @DefaultValue Optional<String> model,
        @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1") double sensitivity) {

    Execution execution() {
        return Execution.of(mode, workers);
    }
}
