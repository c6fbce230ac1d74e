package trapline.runner.clip;

import java.time.Duration;

/**
 * How clips are sampled, and what one clip may cost.
 *
 * @param framesPerSecond how many frames are looked at for each second, as long as {@code
 *     mostFrames} allows it
 * @param sceneChange from 0 to 1: a frame that differs so much from the one before is looked at
 *     between the others too; ffmpeg's measure, 0.3 is a cut
 * @param mostFrames how many frames of one clip are looked at; longer clips are sampled more
 *     thinly, over their whole length
 * @param longSide frames are shrunk to so many pixels on their longer side
 * @param longest what lies behind so much of a clip is not read
 * @param patience how long ffmpeg is waited for in all, for one clip
 * @param memory bytes of address space of one ffmpeg, where the system can limit them
 * @param processes how many ffmpegs run at once
 */
public record ClipLimits(
        double framesPerSecond,
        double sceneChange,
        int mostFrames,
        int longSide,
        Duration longest,
        Duration patience,
        long memory,
        int processes) {

    public static final ClipLimits DEFAULT =
            new ClipLimits(
                    1, 0.3, 32, 1920, Duration.ofMinutes(10), Duration.ofMinutes(2), 2L << 30, 2);

    public ClipLimits {
        require(
                framesPerSecond > 0 && framesPerSecond <= 30,
                "framesPerSecond: above 0, at most 30");
        require(sceneChange > 0 && sceneChange <= 1, "sceneChange: above 0, at most 1");
        require(mostFrames >= 2 && mostFrames <= 500, "mostFrames: 2 to 500");
        require(longSide >= 64 && longSide <= 7680, "longSide: 64 to 7680 pixels");
        require(
                longest.compareTo(Duration.ZERO) > 0 && longest.compareTo(Duration.ofHours(1)) <= 0,
                "longest: above 0, at most an hour");
        require(
                patience.compareTo(Duration.ZERO) > 0
                        && patience.compareTo(Duration.ofHours(1)) <= 0,
                "patience: above 0, at most an hour");
        require(memory >= 256L << 20, "memory: at least 256 MB");
        require(processes >= 1 && processes <= 64, "processes: 1 to 64");
    }

    /**
     * The time between two frames that are looked at, in seconds. Half of {@code mostFrames} is
     * left for changes of scene, which come at half of this distance at most.
     */
    double interval(Duration duration) {
        return Math.max(1 / framesPerSecond, 2 * duration.toNanos() / 1e9 / mostFrames);
    }

    private static void require(boolean met, String what) {
        if (!met) {
            throw new IllegalArgumentException("A limit for clips is wrong. " + what + ".");
        }
    }
}
