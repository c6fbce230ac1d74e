package trapline.runner.service;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What callers may ask of this service.
 *
 * @param queue pictures that may wait for a worker; more are refused until there is room
 * @param pictureSize of the largest file
 * @param pixels width times height of the largest picture that is decoded
 * @param upload the longest that sending one picture may take
 */
@Validated
@ConfigurationProperties("trapline.runner.limits")
record RunnerLimits(
        @DefaultValue("16") @Min(0) @Max(1000) int queue,
        @DefaultValue("50MB") DataSize pictureSize,
        @DefaultValue("80000000") @Min(1_000_000) @Max(1_000_000_000) long pixels,
        @DefaultValue("60s") Duration upload) {

    int bytes() {
        return (int) Math.min(Integer.MAX_VALUE - 8, pictureSize.toBytes());
    }
}
