package trapline.runner;

/** A part of a picture, in pixels. */
record Region(int x, int y, int width, int height) {
    static Region whole(Picture picture) {
        return new Region(0, 0, picture.width(), picture.height());
    }

    /** Its pixels; the picture itself where it is all of it. */
    Picture cut(Picture picture) {
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        var cut = new byte[width * height * 3];
        for (var row = 0; row < height; row++) {
            System.arraycopy(
                    picture.rgb(),
                    ((y + row) * picture.width() + x) * 3,
                    cut,
                    row * width * 3,
                    width * 3);
        }
        return new Picture(width, height, cut, false);
    }
}
