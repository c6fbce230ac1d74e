package trapline.app.capture;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import trapline.capture.FileLimits;

/**
 * What is taken from cameras.
 *
 * @param pictureSize largest picture
 * @param clipSize largest clip
 * @param reportSize largest status report
 * @param pixels width times height of the largest picture that is decoded
 */
@Validated
@ConfigurationProperties("trapline.capture")
public record CaptureSettings(
        @DefaultValue("50MB") DataSize pictureSize,
        @DefaultValue("500MB") DataSize clipSize,
        @DefaultValue("1MB") DataSize reportSize,
        @DefaultValue("80000000") @Min(1_000_000) long pixels) {

    FileLimits limits() {
        return new FileLimits(
                pictureSize.toBytes(), clipSize.toBytes(), reportSize.toBytes(), pixels);
    }
}
