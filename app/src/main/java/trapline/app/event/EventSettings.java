package trapline.app.event;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import trapline.event.Neighbourhood;

/**
 * How captures become events.
 *
 * @param workers captures judged at once
 * @param independence captures of a camera further apart than this are different events; a camera
 *     may have its own
 * @param closeGrace an event closes when nothing came for the independence interval and this much
 *     more
 * @param neighbourMetres cameras no further apart than this share their events; 0: each for itself
 * @param neighbourTime captures of neighbours no further apart than this are one event
 */
@Validated
@ConfigurationProperties("trapline.event")
public record EventSettings(
        @DefaultValue("2") @Min(1) @Max(32) int workers,
        @DefaultValue("2m") Duration independence,
        @DefaultValue("3m") Duration closeGrace,
        @DefaultValue("0") @DecimalMin("0") @DecimalMax("100000") double neighbourMetres,
        @DefaultValue("2m") Duration neighbourTime) {

    Optional<Neighbourhood> neighbourhood() {
        return neighbourMetres > 0
                ? Optional.of(new Neighbourhood(neighbourMetres, neighbourTime))
                : Optional.empty();
    }
}
