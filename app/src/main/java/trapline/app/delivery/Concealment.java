package trapline.app.delivery;

import java.util.List;
import trapline.runner.Box;
import trapline.runner.Picture;

/** Makes parts of a picture unrecognisable, for good: large squares of one colour each. */
final class Concealment {
    /** So many squares across a box leave a shape, and no face and no number plate. */
    private static final int SQUARES = 6;

    private static final int SMALLEST_SQUARE = 12;

    /** Detectors cut close; what sticks out of the box belongs to it. */
    private static final double MARGIN = 0.1;

    private Concealment() {}

    /** A new picture; the one given is left as it is. */
    static Picture conceal(Picture picture, List<Box> boxes) {
        var rgb = picture.rgb().clone();
        for (var box : boxes) {
            var left = (int) Math.floor((box.x() - box.width() * MARGIN) * picture.width());
            var top = (int) Math.floor((box.y() - box.height() * MARGIN) * picture.height());
            var right = (int) Math.ceil((box.x() + box.width() * (1 + MARGIN)) * picture.width());
            var bottom =
                    (int) Math.ceil((box.y() + box.height() * (1 + MARGIN)) * picture.height());
            squares(
                    rgb,
                    picture,
                    Math.max(0, left),
                    Math.max(0, top),
                    Math.min(picture.width(), right),
                    Math.min(picture.height(), bottom));
        }
        return new Picture(picture.width(), picture.height(), rgb, picture.truncated());
    }

    private static void squares(
            byte[] rgb, Picture picture, int left, int top, int right, int bottom) {
        var size = Math.max(SMALLEST_SQUARE, Math.max(right - left, bottom - top) / SQUARES);
        for (var y = top; y < bottom; y += size) {
            for (var x = left; x < right; x += size) {
                square(
                        rgb,
                        picture.width(),
                        x,
                        y,
                        Math.min(right, x + size),
                        Math.min(bottom, y + size));
            }
        }
    }

    private static void square(byte[] rgb, int width, int left, int top, int right, int bottom) {
        var sums = new long[3];
        for (var y = top; y < bottom; y++) {
            for (var x = left; x < right; x++) {
                for (var c = 0; c < 3; c++) {
                    sums[c] += rgb[(y * width + x) * 3 + c] & 0xff;
                }
            }
        }
        var pixels = Math.max(1L, (long) (right - left) * (bottom - top));
        for (var y = top; y < bottom; y++) {
            for (var x = left; x < right; x++) {
                for (var c = 0; c < 3; c++) {
                    rgb[(y * width + x) * 3 + c] = (byte) (sums[c] / pixels);
                }
            }
        }
    }
}
