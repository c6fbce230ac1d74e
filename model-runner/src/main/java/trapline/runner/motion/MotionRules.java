package trapline.runner.motion;

import java.util.List;

/**
 * How one camera is watched.
 *
 * @param sensitivity 0 to 1; at 0.5 a pixel must differ by 24 of 255, and by more where it is never
 *     still
 * @param smallest share of the picture below which nothing is reported, 0 to 1
 * @param look where to look; none: everywhere
 * @param ignore where not to look
 */
public record MotionRules(
        double sensitivity, double smallest, List<Polygon> look, List<Polygon> ignore) {
    public static final double USUAL_SMALLEST = 0.002;

    public MotionRules {
        look = List.copyOf(look);
        ignore = List.copyOf(ignore);
        if (!(sensitivity >= 0 && sensitivity <= 1)) {
            throw new IllegalArgumentException(
                    "The sensitivity is from 0 to 1, not " + sensitivity);
        }
        if (!(smallest >= 0 && smallest <= 1)) {
            throw new IllegalArgumentException(
                    "The smallest share is from 0 to 1, not " + smallest);
        }
    }

    /** The whole picture. */
    public static MotionRules of(double sensitivity) {
        return new MotionRules(sensitivity, USUAL_SMALLEST, List.of(), List.of());
    }

    int threshold() {
        return (int) Math.round(40 - 32 * sensitivity);
    }

    /** Whether a pixel is watched, by the middle of it. */
    boolean[] watched(int width, int height) {
        var watched = new boolean[width * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var atX = (x + 0.5) / width;
                var atY = (y + 0.5) / height;
                watched[y * width + x] =
                        (look.isEmpty() || look.stream().anyMatch(area -> area.contains(atX, atY)))
                                && ignore.stream().noneMatch(area -> area.contains(atX, atY));
            }
        }
        return watched;
    }
}
