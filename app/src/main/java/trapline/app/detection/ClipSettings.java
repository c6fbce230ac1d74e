package trapline.app.detection;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import trapline.runner.clip.ClipLimits;

/**
 * How clips are looked at.
 *
 * @param ffmpeg the program that decodes them; empty: the machine's own, else the one that came
 *     with Trapline
 * @param framesPerSecond how many frames are looked at for each second
 * @param sceneChange a frame that differs so much from the one before is looked at too, 0 to 1
 * @param mostFrames how many frames of one clip are looked at
 * @param frameSide frames are shrunk to so many pixels on their longer side
 * @param longest what lies behind so much of a clip is not read
 * @param patience how long decoding one clip may take
 * @param memory address space of one ffmpeg
 * @param processes how many ffmpegs run at once
 */
@Validated
@ConfigurationProperties("trapline.clip")
public record ClipSettings(
        @DefaultValue Optional<String> ffmpeg,
        @DefaultValue("1") @DecimalMin("0.01") @DecimalMax("30") double framesPerSecond,
        @DefaultValue("0.3") @DecimalMin("0.01") @DecimalMax("1") double sceneChange,
        @DefaultValue("32") @Min(2) @Max(500) int mostFrames,
        @DefaultValue("1920") @Min(64) @Max(7680) int frameSide,
        @DefaultValue("10m") Duration longest,
        @DefaultValue("2m") Duration patience,
        @DefaultValue("2GB") DataSize memory,
        @DefaultValue("2") @Min(1) @Max(64) int processes) {

    ClipLimits limits() {
        return new ClipLimits(
                framesPerSecond,
                sceneChange,
                mostFrames,
                frameSide,
                longest,
                patience,
                memory.toBytes(),
                processes);
    }
}
