package trapline.app.event;

import java.awt.image.BufferedImage;

/**
 * What a picture shows, in two coarse measures that need no model: how much there is to see, and
 * where in the picture it is.
 */
final class SceneMeasure {
    static final int COLUMNS = 16;
    static final int ROWS = 12;

    private final double detail;
    private final float[] view;

    private SceneMeasure(double detail, float[] view) {
        this.detail = detail;
        this.view = view;
    }

    /** The mean step between a pixel and its right and lower neighbours, in green, 0 to 1. */
    double detail() {
        return detail;
    }

    /**
     * For each cell of a grid, row by row, the mean step sideways, then for each the mean step
     * downwards; less their mean, and of length 1. All zeros when nothing is to be seen.
     */
    float[] view() {
        return view.clone();
    }

    static SceneMeasure of(BufferedImage picture) {
        var cells = COLUMNS * ROWS;
        var steps = new double[2 * cells];
        var counts = new long[cells];
        var sum = 0L;
        for (var y = 0; y + 1 < picture.getHeight(); y++) {
            for (var x = 0; x + 1 < picture.getWidth(); x++) {
                var here = green(picture, x, y);
                var aside = Math.abs(here - green(picture, x + 1, y));
                var down = Math.abs(here - green(picture, x, y + 1));
                var cell =
                        y * ROWS / picture.getHeight() * COLUMNS + x * COLUMNS / picture.getWidth();
                steps[cell] += aside;
                steps[cells + cell] += down;
                counts[cell]++;
                sum += aside + down;
            }
        }
        for (var i = 0; i < steps.length; i++) {
            steps[i] /= Math.max(1, counts[i % cells]);
        }
        var pixels = 0L;
        for (var count : counts) {
            pixels += count;
        }
        return new SceneMeasure(pixels == 0 ? 0 : sum / (255.0 * 2 * pixels), normal(steps));
    }

    private static float[] normal(double[] values) {
        var mean = 0.0;
        for (var value : values) {
            mean += value / values.length;
        }
        var length = 0.0;
        for (var value : values) {
            length += (value - mean) * (value - mean);
        }
        length = Math.sqrt(length);
        var normal = new float[values.length];
        for (var i = 0; length > 0 && i < values.length; i++) {
            normal[i] = (float) ((values[i] - mean) / length);
        }
        return normal;
    }

    private static int green(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) >> 8 & 0xff;
    }
}
