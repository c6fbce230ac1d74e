package trapline.runner.clip;

import java.time.Duration;
import trapline.runner.Picture;

/**
 * One frame of a clip.
 *
 * @param number counted from 0 over all frames of the clip
 * @param at since the clip's beginning
 * @param picture upright
 */
public record ClipFrame(int number, Duration at, Picture picture) {
    public ClipFrame {
        if (number < 0 || at.isNegative()) {
            throw new IllegalArgumentException(
                    "no frame of a clip: %d at %s".formatted(number, at));
        }
    }
}
