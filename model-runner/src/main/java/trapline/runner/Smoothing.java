package trapline.runner;

/**
 * Filtering that widens with the reduction, so that no pixel is skipped, in fixed point and rounded
 * to whole samples between the two passes: what Pillow's {@code resize} gives, to the bit.
 *
 * @param first for each sample, the first source pixel that counts
 * @param count how many count
 * @param weights in units of 2^-22, {@code most} places for each sample
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call
record Smoothing(int[] first, int[] count, int[] weights, int most) {
    private static final int PRECISION = 22;
    private static final int HALF = 1 << (PRECISION - 1);

    /** The weights for {@code samples} samples along {@code size} pixels. */
    static Smoothing of(Filter filter, int size, int samples) {
        var scale = (double) size / samples;
        var widening = Math.max(1, scale);
        var support = filter.support() * widening;
        var most = (int) Math.ceil(support) * 2 + 1;
        var first = new int[samples];
        var count = new int[samples];
        var weights = new int[samples * most];
        var row = new double[most];
        for (var i = 0; i < samples; i++) {
            var centre = (i + 0.5) * scale;
            first[i] = Math.max(0, (int) (centre - support + 0.5));
            count[i] = Math.min(size, (int) (centre + support + 0.5)) - first[i];
            var sum = 0.0;
            for (var k = 0; k < count[i]; k++) {
                row[k] = filter.at((k + first[i] - centre + 0.5) / widening);
                sum += row[k];
            }
            for (var k = 0; k < count[i]; k++) {
                var fixed = row[k] / sum * (1 << PRECISION);
                weights[i * most + k] = (int) (fixed < 0 ? fixed - 0.5 : fixed + 0.5);
            }
        }
        return new Smoothing(first, count, weights, most);
    }

    /** Three bytes a pixel. */
    static byte[] resample(Picture picture, Region region, Smoothing columns, Smoothing rows) {
        var width = columns.first.length;
        var between = new byte[width * region.height() * 3];
        for (var y = 0; y < region.height(); y++) {
            var from = ((region.y() + y) * picture.width() + region.x()) * 3;
            columns.along(picture.rgb(), from, between, y * width * 3);
        }
        var to = new byte[width * rows.first.length * 3];
        for (var y = 0; y < rows.first.length; y++) {
            rows.across(between, y, width * 3, to);
        }
        return to;
    }

    private void along(byte[] from, int start, byte[] to, int target) {
        var at = target;
        for (var x = 0; x < first.length; x++) {
            var red = HALF;
            var green = HALF;
            var blue = HALF;
            var source = start + first[x] * 3;
            for (var k = x * most; k < x * most + count[x]; k++, source += 3) {
                red += (from[source] & 0xFF) * weights[k];
                green += (from[source + 1] & 0xFF) * weights[k];
                blue += (from[source + 2] & 0xFF) * weights[k];
            }
            to[at++] = clip(red);
            to[at++] = clip(green);
            to[at++] = clip(blue);
        }
    }

    private void across(byte[] from, int y, int length, byte[] to) {
        for (var x = 0; x < length; x++) {
            var sum = HALF;
            for (var k = 0; k < count[y]; k++) {
                sum += (from[(first[y] + k) * length + x] & 0xFF) * weights[y * most + k];
            }
            to[y * length + x] = clip(sum);
        }
    }

    private static byte clip(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> PRECISION));
    }
}
