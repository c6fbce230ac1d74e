package trapline.standin.camera;

/** Smooth noise on a plane: the same seed and place give the same value. */
final class Noise {
    private final long seed;

    Noise(long seed) {
        this.seed = seed;
    }

    /**
     * Several layers of noise, each twice as fine and half as strong as the one before.
     *
     * @return 0 to 1, about 0.5 on average
     */
    double at(double x, double y, int layers) {
        var sum = 0.0;
        var weights = 0.0;
        var weight = 1.0;
        var scale = 1.0;
        for (var layer = 0; layer < layers; layer++) {
            sum += weight * smooth(x * scale + 31 * layer, y * scale);
            weights += weight;
            weight /= 2;
            scale *= 2;
        }
        return sum / weights;
    }

    /** One value per whole place, 0 to 1, without any relation to its neighbours. */
    double cell(long x, long y) {
        // The finaliser of SplitMix64 over a mix of the place.
        var z = seed + x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }

    private double smooth(double x, double y) {
        var left = (long) Math.floor(x);
        var top = (long) Math.floor(y);
        var across = ease(x - left);
        var down = ease(y - top);
        var above = mix(cell(left, top), cell(left + 1, top), across);
        var below = mix(cell(left, top + 1), cell(left + 1, top + 1), across);
        return mix(above, below, down);
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
