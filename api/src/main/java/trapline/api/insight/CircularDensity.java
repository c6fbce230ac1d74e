package trapline.api.insight;

/**
 * How dense times of the day lie: the sum of a von Mises kernel around each. The kernel is taken as
 * its Fourier series, {@code exp(k cos x) = I0(k) + 2 (I1(k) cos x + I2(k) cos 2x + ...)}, so that
 * each time is looked at once and not once for each value; the terms left out are below 1e-18 of
 * the first.
 *
 * @see <a href="https://dlmf.nist.gov/10.35">NIST, 10.35: generating function of the modified
 *     Bessel functions</a>
 */
final class CircularDensity {
    static final int POINTS = 240;

    /** Of the kernel; about an hour and a half to each side. */
    static final double CONCENTRATION = 6;

    private static final int TERMS = 30;
    private static final double[] WEIGHTS = weights();

    private CircularDensity() {}

    /**
     * @return 240 values, one each six minutes from midnight; their mean is 1, or all are 0 if
     *     there are no moments
     */
    static double[] of(Moments moments) {
        var density = new double[POINTS];
        if (moments.size() == 0) {
            return density;
        }
        var cosines = new double[TERMS + 1];
        var sines = new double[TERMS + 1];
        moments.each(
                (hour, count) -> {
                    var angle = 2 * Math.PI * hour / Moments.HOURS;
                    var x = Math.cos(angle);
                    var y = Math.sin(angle);
                    var cosine = (double) count;
                    var sine = 0.0;
                    for (var term = 1; term <= TERMS; term++) {
                        var turned = cosine * x - sine * y;
                        sine = sine * x + cosine * y;
                        cosine = turned;
                        cosines[term] += cosine;
                        sines[term] += sine;
                    }
                });
        for (var point = 0; point < POINTS; point++) {
            var angle = 2 * Math.PI * point / POINTS;
            var sum = 0.0;
            for (var term = 1; term <= TERMS; term++) {
                sum +=
                        WEIGHTS[term]
                                * (cosines[term] * Math.cos(term * angle)
                                        + sines[term] * Math.sin(term * angle));
            }
            density[point] = 1 + 2 * sum / moments.size();
        }
        return density;
    }

    private static double[] weights() {
        var weights = new double[TERMS + 1];
        for (var term = 0; term <= TERMS; term++) {
            weights[term] = bessel(term) / bessel(0);
        }
        return weights;
    }

    /** The modified Bessel function of the first kind, by its power series. */
    private static double bessel(int order) {
        var half = CONCENTRATION / 2;
        var part = 1.0;
        for (var i = 1; i <= order; i++) {
            part *= half / i;
        }
        var sum = part;
        for (var k = 1; part > sum * 1e-17; k++) {
            part *= half * half / (k * (double) (k + order));
            sum += part;
        }
        return sum;
    }
}
