package trapline.detection;

import java.time.Duration;

/**
 * Which frame of a clip a box is on.
 *
 * @param number counted from 0 over all frames of the clip
 * @param at since the clip's beginning
 */
public record Frame(int number, Duration at) {
    public Frame {
        if (number < 0 || at.isNegative()) {
            throw new IllegalArgumentException(
                    "no frame of a clip: %d at %s".formatted(number, at));
        }
    }

    /** The name, beside the clip, of the picture that is kept of this frame. */
    public String blobName() {
        return "frame-%d.jpg".formatted(number);
    }
}
