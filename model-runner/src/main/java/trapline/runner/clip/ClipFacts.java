package trapline.runner.clip;

import java.time.Duration;

/**
 * What a clip turned out to be while it was read.
 *
 * @param duration of its pictures
 * @param frames how many it has in all
 * @param looked how many were handed out
 * @param whole false when the clip is cut off or broken behind the last frame, or took too long
 */
public record ClipFacts(Duration duration, int frames, int looked, boolean whole) {

    /** Frames a second; 0 when the clip has no length. */
    public double framesPerSecond() {
        return duration.isZero() ? 0 : frames * 1e9 / duration.toNanos();
    }
}
