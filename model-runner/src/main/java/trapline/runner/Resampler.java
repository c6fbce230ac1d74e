package trapline.runner;

/**
 * Bilinear sampling with half-pixel centres and no antialiasing, rounded half to even, in single
 * precision: what PyTorch's {@code interpolate(mode="bilinear", align_corners=False)} computes.
 */
final class Resampler {
    private Resampler() {}

    /** A part of a picture, in pixels. */
    record Region(int x, int y, int width, int height) {
        static Region whole(Picture picture) {
            return new Region(0, 0, picture.width(), picture.height());
        }
    }

    /** Where the samples go: planes of {@code side * side} floats, one after the other. */
    @SuppressWarnings("ArrayRecordComponent") // the buffer is the point
    record Target(float[] planes, int side, int left, int top, int width, int height) {}

    /**
     * Fills a part of the target from a part of the picture.
     *
     * @param levels what each of the 256 sample values becomes, for each of the three planes
     * @param order which colour (0 red, 1 green, 2 blue) each plane takes
     */
    static void sample(
            Picture picture, Region region, Target target, float[][] levels, int[] order) {
        var rgb = picture.rgb();
        var columns = Axis.of(region.width(), target.width());
        var rows = Axis.of(region.height(), target.height());
        var plane = target.side() * target.side();
        var stride = picture.width() * 3;
        for (var y = 0; y < target.height(); y++) {
            var above = (region.y() + rows.first[y]) * stride + region.x() * 3;
            var below = (region.y() + rows.second[y]) * stride + region.x() * 3;
            var belowShare = rows.share[y];
            var aboveShare = 1f - belowShare;
            var to = (target.top() + y) * target.side() + target.left();
            for (var x = 0; x < target.width(); x++, to++) {
                var left = columns.first[x] * 3;
                var right = columns.second[x] * 3;
                var rightShare = columns.share[x];
                var leftShare = 1f - rightShare;
                for (var band = 0; band < 3; band++) {
                    var colour = order[band];
                    var value =
                            aboveShare
                                            * (leftShare * (rgb[above + left + colour] & 0xFF)
                                                    + rightShare
                                                            * (rgb[above + right + colour] & 0xFF))
                                    + belowShare
                                            * (leftShare * (rgb[below + left + colour] & 0xFF)
                                                    + rightShare
                                                            * (rgb[below + right + colour] & 0xFF));
                    target.planes()[band * plane + to] = levels[band][roundHalfEven(value)];
                }
            }
        }
    }

    private static int roundHalfEven(float value) {
        // Adding and taking away 2^23 leaves the nearest whole number, ties to even, for 0 to 255.
        return (int) (value + 8388608f - 8388608f);
    }

    /** For each sample along one axis: the two source positions and the second one's share. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one call
    private record Axis(int[] first, int[] second, float[] share) {
        static Axis of(int size, int samples) {
            var first = new int[samples];
            var second = new int[samples];
            var share = new float[samples];
            var scale = (float) size / samples;
            for (var i = 0; i < samples; i++) {
                var position = Math.max((i + 0.5f) * scale - 0.5f, 0f);
                first[i] = Math.min((int) position, size - 1);
                second[i] = Math.min(first[i] + 1, size - 1);
                share[i] = position - first[i];
            }
            return new Axis(first, second, share);
        }
    }
}
