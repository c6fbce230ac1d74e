package trapline.runner;

/** The pixels of a box: everything it touches. */
final class Crop {
    /** Boxes come from single precision; this much over a pixel's edge is rounding, not content. */
    private static final double ROUNDING = 1e-6;

    private Crop() {}

    static Resampler.Region region(Picture picture, Box box) {
        var left = floor(box.x() * picture.width(), picture.width() - 1);
        var top = floor(box.y() * picture.height(), picture.height() - 1);
        var right = ceil((box.x() + box.width()) * picture.width(), picture.width());
        var bottom = ceil((box.y() + box.height()) * picture.height(), picture.height());
        return new Resampler.Region(
                left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    private static int floor(double value, int most) {
        return Math.max(0, Math.min(most, (int) Math.floor(value + ROUNDING)));
    }

    private static int ceil(double value, int most) {
        return Math.max(1, Math.min(most, (int) Math.ceil(value - ROUNDING)));
    }
}
