package trapline.runner;

import trapline.runner.ModelDescriptor.Interpolation;

/**
 * Makes a part of a picture larger or smaller, in one of the ways that networks were trained with.
 * Results are whole samples of 0 to 255, as image libraries give them.
 */
final class Resampler {
    private final Interpolation interpolation;
    private final boolean antialias;

    Resampler(Interpolation interpolation, boolean antialias) {
        this.interpolation = interpolation;
        this.antialias = antialias;
    }

    static Resampler of(ModelDescriptor.Input input) {
        return new Resampler(input.interpolationOrDefault(), input.antialias());
    }

    /** The part, stretched to this size. */
    Picture resample(Picture picture, Region region, int width, int height) {
        var rgb =
                switch (interpolation) {
                    case BILINEAR ->
                            antialias
                                    ? smooth(Filter.TRIANGLE, picture, region, width, height)
                                    : bilinear(picture, region, width, height);
                    case BICUBIC ->
                            antialias
                                    ? smooth(Filter.CUBIC, picture, region, width, height)
                                    : Blending.resample(
                                            picture,
                                            region,
                                            Blending.cubic(region.width(), width),
                                            Blending.cubic(region.height(), height));
                    case AREA ->
                            Blending.resample(
                                    picture,
                                    region,
                                    Blending.area(region.width(), width),
                                    Blending.area(region.height(), height));
                };
        return new Picture(width, height, rgb, picture.truncated());
    }

    private static byte[] smooth(
            Filter filter, Picture picture, Region region, int width, int height) {
        return Smoothing.resample(
                picture,
                region,
                Smoothing.of(filter, region.width(), width),
                Smoothing.of(filter, region.height(), height));
    }

    /**
     * Bilinear with half-pixel centres, rounded half to even, in single precision and in this order
     * of steps: what PyTorch's {@code interpolate(mode="bilinear", align_corners=False)} computes,
     * to the bit.
     */
    private static byte[] bilinear(Picture picture, Region region, int width, int height) {
        var from = picture.rgb();
        var columns = Axis.of(region.width(), width);
        var rows = Axis.of(region.height(), height);
        var stride = picture.width() * 3;
        var to = new byte[width * height * 3];
        var target = 0;
        for (var y = 0; y < height; y++) {
            var above = (region.y() + rows.first[y]) * stride + region.x() * 3;
            var below = (region.y() + rows.second[y]) * stride + region.x() * 3;
            var down = rows.share[y];
            for (var x = 0; x < width; x++) {
                var left = columns.first[x] * 3;
                var right = columns.second[x] * 3;
                var across = columns.share[x];
                for (var band = 0; band < 3; band++) {
                    var upper =
                            between(from[above + left + band], from[above + right + band], across);
                    var lower =
                            between(from[below + left + band], from[below + right + band], across);
                    to[target++] = (byte) roundHalfEven(upper + (lower - upper) * down);
                }
            }
        }
        return to;
    }

    private static float between(byte first, byte second, float share) {
        var start = first & 0xFF;
        return start + ((second & 0xFF) - start) * share;
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
