package trapline.runner;

import java.util.Arrays;

/** Writes pictures into a network's input as it wants them: order, levels, padding, axes. */
final class Canvas {
    private final float[][] levels;
    private final int[] order;
    private final int padding;
    private final boolean planar;

    Canvas(ModelDescriptor.Input input) {
        this.levels = input.levels();
        this.order = input.coloursOrDefault().planes();
        this.padding = input.paddingOrDefault();
        this.planar = input.axesOrDefault() == ModelDescriptor.Axes.NCHW;
    }

    /**
     * @return the input's shape for so many pictures
     */
    long[] shape(int pictures, int width, int height) {
        return planar
                ? new long[] {pictures, 3, height, width}
                : new long[] {pictures, height, width, 3};
    }

    /** One canvas with a picture on it; the rest is padding. */
    void put(Picture picture, Letterbox box, float[] input, int offset) {
        var area = box.canvasWidth() * box.canvasHeight();
        for (var band = 0; band < 3; band++) {
            var level = levels[band][padding];
            if (planar) {
                var plane = offset + band * area;
                var rows = box.canvasWidth();
                if (box.width() < box.canvasWidth()) {
                    Arrays.fill(input, plane, plane + area, level);
                } else {
                    Arrays.fill(input, plane, plane + box.top() * rows, level);
                    var end = (box.top() + box.height()) * rows;
                    Arrays.fill(input, plane + end, plane + area, level);
                }
            } else {
                for (var i = offset + band; i < offset + area * 3; i += 3) {
                    input[i] = level;
                }
            }
        }
        place(picture, input, offset, box);
    }

    private void place(Picture picture, float[] input, int offset, Letterbox box) {
        var area = box.canvasWidth() * box.canvasHeight();
        var bandStep = planar ? area : 1;
        var pixelStep = planar ? 1 : 3;
        var rgb = picture.rgb();
        for (var band = 0; band < 3; band++) {
            var level = levels[band];
            for (var y = 0; y < box.height(); y++) {
                var from = y * box.width() * 3 + order[band];
                var to =
                        offset
                                + band * bandStep
                                + ((box.top() + y) * box.canvasWidth() + box.left()) * pixelStep;
                for (var x = 0; x < box.width(); x++, from += 3, to += pixelStep) {
                    input[to] = level[rgb[from] & 0xFF];
                }
            }
        }
    }
}
