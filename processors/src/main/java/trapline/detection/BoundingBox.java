package trapline.detection;

/** Fractions of the upright picture's width or height, origin top left. */
public record BoundingBox(double x, double y, double width, double height) {
    /** Detectors round to four decimals, so a box may overshoot the picture by this much. */
    private static final double ROUNDING = 1e-4;

    public BoundingBox {
        if (!(x >= 0
                && y >= 0
                && width > 0
                && height > 0
                && x + width <= 1 + ROUNDING
                && y + height <= 1 + ROUNDING)) {
            throw new IllegalArgumentException(
                    "not in the picture: %s %s %s %s".formatted(x, y, width, height));
        }
    }
}
