package trapline.runner;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Which part of a picture a classifier is shown for a box. What is cut out is stretched to the
 * network's square, whatever its shape.
 *
 * @param shape the box itself, the square around it, or the whole picture
 * @param margin added on each side, as a share of the box's own width and height (of the square's
 *     side), 0 to 2
 * @param trim for the whole picture: share of its height that is left out, half above and half
 *     below, where cameras print their strip; 0 to 0.9
 * @param trimPixels at most so many rows are left out; absent: no limit
 */
public record CropPolicy(Shape shape, double margin, double trim, Integer trimPixels) {
    /** Just the box. */
    public static final CropPolicy BOX = new CropPolicy(Shape.BOX, 0, 0, Integer.MAX_VALUE);

    /** Boxes come from single precision; this much over a pixel's edge is rounding, not content. */
    private static final double ROUNDING = 1e-6;

    /** What is cut out. */
    public enum Shape {
        /** Every pixel that the box touches. */
        @JsonProperty("box")
        BOX,
        /** The square on the box's longer side, around its middle, as far as the picture goes. */
        @JsonProperty("square")
        SQUARE,
        /** The whole picture, wherever the box is. */
        @JsonProperty("picture")
        PICTURE
    }

    public CropPolicy {
        shape = shape == null ? Shape.BOX : shape;
        trimPixels = trimPixels == null ? Integer.MAX_VALUE : trimPixels;
    }

    /**
     * Cuts out what the classifier is to be shown.
     *
     * @return pixels of their own, or the picture itself where all of it is meant
     */
    public Picture cut(Picture picture, Box box) {
        return region(picture, box).cut(picture);
    }

    /** Whether the cut is nothing but the box's own pixels, so that they may be cut beforehand. */
    public boolean isBox() {
        return shape == Shape.BOX && margin == 0;
    }

    void check(Rules rules) {
        rules.within("crop.margin", margin, 0, 2);
        rules.within("crop.trim", trim, 0, 0.9);
        rules.require(
                trimPixels >= 0, "crop.trimPixels", trimPixels, "give a number of rows from 0");
        rules.require(
                shape == Shape.PICTURE || trim == 0,
                "crop.trim",
                trim,
                "only for crop.shape picture");
        rules.require(
                shape != Shape.PICTURE || margin == 0,
                "crop.margin",
                margin,
                "the shape picture has no margin");
    }

    Region region(Picture picture, Box box) {
        var width = picture.width();
        var height = picture.height();
        if (shape == Shape.PICTURE) {
            var left = height - Math.max((int) (height * (1 - trim)), height - trimPixels);
            return new Region(0, left / 2, width, height - left);
        }
        var x = box.x() * width;
        var y = box.y() * height;
        var boxWidth = box.width() * width;
        var boxHeight = box.height() * height;
        if (shape == Shape.SQUARE) {
            var side = Math.max(boxWidth, boxHeight);
            x -= (side - boxWidth) / 2;
            y -= (side - boxHeight) / 2;
            boxWidth = side;
            boxHeight = side;
        }
        return touched(
                picture,
                x - boxWidth * margin,
                y - boxHeight * margin,
                x + boxWidth * (1 + margin),
                y + boxHeight * (1 + margin));
    }

    private static Region touched(Picture picture, double x1, double y1, double x2, double y2) {
        var left = floor(x1, picture.width() - 1);
        var top = floor(y1, picture.height() - 1);
        var right = ceil(x2, picture.width());
        var bottom = ceil(y2, picture.height());
        return new Region(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    private static int floor(double value, int most) {
        return Math.max(0, Math.min(most, (int) Math.floor(value + ROUNDING)));
    }

    private static int ceil(double value, int most) {
        return Math.max(1, Math.min(most, (int) Math.ceil(value - ROUNDING)));
    }
}
