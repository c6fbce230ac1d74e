package trapline.runner;

import java.util.Arrays;

/**
 * Weighted means in single precision, rounded once at the end, half to even.
 *
 * @param source for each weight, the pixel it belongs to; {@code most} places for each sample
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call
record Blending(int[] source, float[] weights, int most) {
    /** What PyTorch and OpenCV use. */
    private static final double CUBIC_A = -0.75;

    /** Each sample is the mean of what it covers, parts of pixels by their part. */
    static Blending area(int size, int samples) {
        var scale = (double) size / samples;
        var most = (int) Math.ceil(scale) + 1;
        var blending = new Blending(new int[samples * most], new float[samples * most], most);
        for (var i = 0; i < samples; i++) {
            var start = i * scale;
            var end = Math.min(size, (i + 1) * scale);
            for (var k = 0; k < most; k++) {
                var pixel = (int) start + k;
                var covered = Math.min(end, pixel + 1) - Math.max(start, pixel);
                blending.put(i, k, Math.min(pixel, size - 1), Math.max(0, covered) / scale);
            }
        }
        return blending;
    }

    /** Cubic convolution over four pixels, those beyond the edge repeated. */
    static Blending cubic(int size, int samples) {
        var scale = (double) size / samples;
        var blending = new Blending(new int[samples * 4], new float[samples * 4], 4);
        for (var i = 0; i < samples; i++) {
            var position = (i + 0.5) * scale - 0.5;
            var base = (int) Math.floor(position);
            for (var k = 0; k < 4; k++) {
                var pixel = base - 1 + k;
                blending.put(
                        i,
                        k,
                        Math.max(0, Math.min(size - 1, pixel)),
                        Filter.keys(position - pixel, CUBIC_A));
            }
        }
        return blending;
    }

    private void put(int sample, int k, int pixel, double weight) {
        source[sample * most + k] = pixel;
        weights[sample * most + k] = (float) weight;
    }

    /** Three bytes a pixel. */
    static byte[] resample(Picture picture, Region region, Blending columns, Blending rows) {
        var width = columns.source.length / columns.most;
        var height = rows.source.length / rows.most;
        var between = new float[width * region.height() * 3];
        for (var y = 0; y < region.height(); y++) {
            var from = ((region.y() + y) * picture.width() + region.x()) * 3;
            columns.along(picture.rgb(), from, between, y * width * 3);
        }
        var to = new byte[width * height * 3];
        var sums = new float[width * 3];
        for (var y = 0; y < height; y++) {
            rows.across(between, y, sums);
            for (var x = 0; x < sums.length; x++) {
                to[y * sums.length + x] = (byte) Math.rint(Math.max(0, Math.min(255, sums[x])));
            }
        }
        return to;
    }

    private void along(byte[] from, int start, float[] to, int target) {
        var at = target;
        for (var k = 0; k < source.length; at += 3) {
            var red = 0f;
            var green = 0f;
            var blue = 0f;
            for (var end = k + most; k < end; k++) {
                var pixel = start + source[k] * 3;
                red += (from[pixel] & 0xFF) * weights[k];
                green += (from[pixel + 1] & 0xFF) * weights[k];
                blue += (from[pixel + 2] & 0xFF) * weights[k];
            }
            to[at] = red;
            to[at + 1] = green;
            to[at + 2] = blue;
        }
    }

    private void across(float[] from, int y, float[] sums) {
        Arrays.fill(sums, 0f);
        for (var k = y * most; k < (y + 1) * most; k++) {
            var row = source[k] * sums.length;
            for (var x = 0; x < sums.length; x++) {
                sums[x] += from[row + x] * weights[k];
            }
        }
    }
}
