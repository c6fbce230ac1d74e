package trapline.runner;

/** How much a pixel counts by its distance from the sampled point, in pixels. */
enum Filter {
    /** Falls off in a straight line. */
    TRIANGLE(1) {
        @Override
        double at(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }
    },
    /** Keys' cubic convolution with a = -0.5. */
    CUBIC(2) {
        @Override
        double at(double distance) {
            return keys(distance, -0.5);
        }
    };

    private final int support;

    Filter(int support) {
        this.support = support;
    }

    abstract double at(double distance);

    /** Pixels further away than this do not count. */
    int support() {
        return support;
    }

    /**
     * Cubic convolution.
     *
     * @see <a href="https://doi.org/10.1109/TASSP.1981.1163711">Keys 1981</a>
     */
    static double keys(double distance, double a) {
        var x = Math.abs(distance);
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }
}
