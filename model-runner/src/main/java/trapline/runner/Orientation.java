package trapline.runner;

/** Turns a picture upright as its EXIF orientation says (EXIF 2.32, tag 0x0112). */
final class Orientation {
    static final int UPRIGHT = 1;

    private Orientation() {}

    /**
     * @param orientation 1 to 8; anything else counts as upright
     */
    static Picture upright(Picture picture, int orientation) {
        if (orientation <= UPRIGHT || orientation > 8) {
            return picture;
        }
        var width = picture.width();
        var height = picture.height();
        var turned = orientation >= 5;
        var newWidth = turned ? height : width;
        var newHeight = turned ? width : height;
        var from = picture.rgb();
        var to = new byte[from.length];
        var target = 0;
        for (var y = 0; y < newHeight; y++) {
            for (var x = 0; x < newWidth; x++) {
                var source =
                        switch (orientation) {
                            case 2 -> y * width + (width - 1 - x);
                            case 3 -> (height - 1 - y) * width + (width - 1 - x);
                            case 4 -> (height - 1 - y) * width + x;
                            case 5 -> x * width + y;
                            case 6 -> (height - 1 - x) * width + y;
                            case 7 -> (height - 1 - x) * width + (width - 1 - y);
                            default -> x * width + (width - 1 - y);
                        };
                to[target++] = from[source * 3];
                to[target++] = from[source * 3 + 1];
                to[target++] = from[source * 3 + 2];
            }
        }
        return new Picture(newWidth, newHeight, to, picture.truncated());
    }
}
