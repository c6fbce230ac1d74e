package trapline.detection;

import java.time.Duration;
import java.util.List;

/**
 * How a clip was looked at.
 *
 * @param duration of the clip
 * @param frames how many it has
 * @param width pixels of the frames that were looked at
 * @param height pixels of the frames that were looked at
 * @param looked the numbers of the frames that were looked at, in their order
 * @param shown the frame that thumbnail and preview show: the one with the surest detection
 */
public record ClipLook(
        Duration duration, int frames, int width, int height, List<Integer> looked, int shown) {
    public ClipLook {
        looked = List.copyOf(looked);
        if (!looked.contains(shown)) {
            throw new IllegalArgumentException("frame %d was not looked at".formatted(shown));
        }
    }
}
