package trapline.runner.motion;

import trapline.runner.Picture;

/** One picture, small and grey. */
@SuppressWarnings("ArrayRecordComponent") // lives for one comparison
record Scene(int width, int height, byte[] plane, boolean infrared) {
    /**
     * A picture whose colours differ by less than this on average, of 255, is infra-red or grey.
     */
    private static final double INFRARED_SATURATION = 4;

    /** So far a camera on a swaying branch is followed, in pixels of the small picture. */
    private static final int FARTHEST = 4;

    /** A shift must make the rest this much smaller to be believed. */
    private static final double WORTH_SHIFTING = 0.85;

    static Scene of(Picture small) {
        var rgb = small.rgb();
        var grey = new byte[rgb.length / 3];
        var colour = 0L;
        for (var i = 0; i < grey.length; i++) {
            var red = rgb[3 * i] & 0xFF;
            var green = rgb[3 * i + 1] & 0xFF;
            var blue = rgb[3 * i + 2] & 0xFF;
            // ITU-R BT.601 luma in 1/256.
            grey[i] = (byte) ((77 * red + 150 * green + 29 * blue) >> 8);
            colour += Math.abs(red - green) + Math.abs(green - blue);
        }
        return new Scene(
                small.width(),
                small.height(),
                grey,
                colour / (double) grey.length < INFRARED_SATURATION);
    }

    /** A shift of the camera, in pixels of the small picture. */
    record Shift(int x, int y) {
        static final Shift NONE = new Shift(0, 0);
    }

    /**
     * This picture in the light of another: a straight line through the brightness that a fifth,
     * half and four fifths of the pixels do not reach. Things that came or went are few and change
     * it little.
     */
    Scene inLightOf(byte[] usual) {
        var own = quantiles(plane);
        var other = quantiles(usual);
        var ownSpread = own[2] - own[0];
        var otherSpread = other[2] - other[0];
        var gain =
                ownSpread < 8 || otherSpread < 8
                        ? 1.0
                        : Math.max(0.4, Math.min(2.5, otherSpread / (double) ownSpread));
        var levelled = new byte[plane.length];
        for (var i = 0; i < plane.length; i++) {
            var value = ((plane[i] & 0xFF) - own[1]) * gain + other[1];
            levelled[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
        return new Scene(width, height, levelled, infrared);
    }

    /** Where the usual view's pixels lie now, when the camera was nudged. */
    Shift shiftFrom(byte[] usual) {
        var still = distance(usual, Shift.NONE);
        var best = Shift.NONE;
        var least = still;
        for (var y = -FARTHEST; y <= FARTHEST; y++) {
            for (var x = -FARTHEST; x <= FARTHEST; x++) {
                var shift = new Shift(x, y);
                var distance = distance(usual, shift);
                if (distance < least) {
                    least = distance;
                    best = shift;
                }
            }
        }
        return least < WORTH_SHIFTING * still ? best : Shift.NONE;
    }

    /** The picture as it would be without the shift; what came in from outside is as usual. */
    Scene without(Shift shift, byte[] usual) {
        var back = usual.clone();
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var fromX = x + shift.x();
                var fromY = y + shift.y();
                if (fromX >= 0 && fromX < width && fromY >= 0 && fromY < height) {
                    back[y * width + x] = plane[fromY * width + fromX];
                }
            }
        }
        return new Scene(width, height, back, infrared);
    }

    /**
     * How alike the patterns are, from -1 to 1, whatever the light; 1 where there is no pattern.
     */
    double likeness(byte[] usual) {
        var mean = mean(plane);
        var other = mean(usual);
        double both = 0;
        double own = 0;
        double others = 0;
        for (var i = 0; i < plane.length; i++) {
            var a = (plane[i] & 0xFF) - mean;
            var b = (usual[i] & 0xFF) - other;
            both += a * b;
            own += a * a;
            others += b * b;
        }
        var flat = 4.0 * plane.length;
        return own < flat || others < flat ? 1 : both / Math.sqrt(own * others);
    }

    /** The mean difference, by every second pixel that lies in both. */
    private double distance(byte[] usual, Shift shift) {
        long sum = 0;
        var count = 0;
        for (var y = FARTHEST; y < height - FARTHEST; y += 2) {
            for (var x = FARTHEST; x < width - FARTHEST; x += 2) {
                var here = plane[(y + shift.y()) * width + x + shift.x()] & 0xFF;
                // One thing that moved must not decide: far differences count as much as middling
                // ones.
                sum += Math.min(40, Math.abs(here - (usual[y * width + x] & 0xFF)));
                count++;
            }
        }
        return count == 0 ? 0 : (double) sum / count;
    }

    private static double mean(byte[] plane) {
        long sum = 0;
        for (var value : plane) {
            sum += value & 0xFF;
        }
        return (double) sum / plane.length;
    }

    private static int[] quantiles(byte[] plane) {
        var counts = new int[256];
        for (var value : plane) {
            counts[value & 0xFF]++;
        }
        var shares = new double[] {0.2, 0.5, 0.8};
        var quantiles = new int[3];
        for (var i = 0; i < 3; i++) {
            var seen = 0;
            while (seen + counts[quantiles[i]] < shares[i] * plane.length) {
                seen += counts[quantiles[i]++];
            }
        }
        return quantiles;
    }
}
