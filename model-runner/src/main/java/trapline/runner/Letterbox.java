package trapline.runner;

import java.util.Arrays;

/**
 * Fits a picture into a square without changing its shape, as YOLO's letterbox does.
 *
 * @param ratio network pixels a picture pixel
 */
record Letterbox(int side, double ratio, int left, int top, int width, int height) {

    static Letterbox of(int pictureWidth, int pictureHeight, ModelDescriptor.Input input) {
        var side = input.size();
        var ratio = Math.min((double) side / pictureHeight, (double) side / pictureWidth);
        var width = Math.max(1, (int) Math.floor(pictureWidth * ratio + 0.5));
        var height = Math.max(1, (int) Math.floor(pictureHeight * ratio + 0.5));
        var centred = input.placementOrDefault() == ModelDescriptor.Placement.CENTRE;
        return new Letterbox(
                side,
                ratio,
                centred ? (side - width) / 2 : 0,
                centred ? (side - height) / 2 : 0,
                width,
                height);
    }

    void fill(Picture picture, float[] planes, float[][] levels, ModelDescriptor.Input input) {
        var plane = side * side;
        for (var band = 0; band < 3; band++) {
            Arrays.fill(
                    planes,
                    band * plane,
                    (band + 1) * plane,
                    levels[band][input.paddingOrDefault()]);
        }
        Resampler.sample(
                picture,
                Resampler.Region.whole(picture),
                new Resampler.Target(planes, side, left, top, width, height),
                levels,
                input.coloursOrDefault().planes());
    }

    /** The picture that lies on a filled canvas, in samples of 0 to 255 again. */
    Picture read(float[] planes, float[][] levels, ModelDescriptor.Input input, boolean truncated) {
        var rgb = new byte[width * height * 3];
        var order = input.coloursOrDefault().planes();
        for (var band = 0; band < 3; band++) {
            var zero = levels[band][0];
            var step = (levels[band][255] - zero) / 255;
            for (var y = 0; y < height; y++) {
                var from = band * side * side + (top + y) * side + left;
                var to = y * width * 3 + order[band];
                for (var x = 0; x < width; x++, to += 3) {
                    rgb[to] = (byte) ((planes[from + x] - zero) / step + 0.5f);
                }
            }
        }
        return new Picture(width, height, rgb, truncated);
    }
}
