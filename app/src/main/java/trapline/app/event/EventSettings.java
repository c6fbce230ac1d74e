package trapline.app.event;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How captures become events.
 *
 * @param workers captures judged at once
 * @param independence captures of a camera further apart than this are different events; a camera
 *     may have its own
 */
@Validated
@ConfigurationProperties("trapline.event")
public record EventSettings(
        @DefaultValue("2") @Min(1) @Max(32) int workers,
        @DefaultValue("2m") Duration independence) {}
