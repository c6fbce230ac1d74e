package trapline.runner;

/**
 * Fits a picture onto the network's canvas without changing its shape, as YOLO's letterbox does:
 * the square, or with a stride only as much of it as the picture needs. Or stretches it over the
 * square.
 *
 * @param canvasWidth pixels of the network's input
 * @param ratioX network pixels a picture pixel, along a row
 * @param ratioY the same along a column
 * @param left where the picture lies on the canvas
 * @param width of the picture on the canvas
 */
record Letterbox(
        int canvasWidth,
        int canvasHeight,
        double ratioX,
        double ratioY,
        int left,
        int top,
        int width,
        int height) {

    static Letterbox of(int pictureWidth, int pictureHeight, ModelDescriptor.Input input) {
        var side = input.size();
        if (input.placementOrDefault() == ModelDescriptor.Placement.STRETCHED) {
            return stretched(pictureWidth, pictureHeight, side);
        }
        var ratio = Math.min((double) side / pictureHeight, (double) side / pictureWidth);
        var width = Math.max(1, (int) Math.floor(pictureWidth * ratio + 0.5));
        var height = Math.max(1, (int) Math.floor(pictureHeight * ratio + 0.5));
        var canvasWidth = input.stride().map(stride -> padded(width, stride)).orElse(side);
        var canvasHeight = input.stride().map(stride -> padded(height, stride)).orElse(side);
        var centred = input.placementOrDefault() == ModelDescriptor.Placement.CENTRE;
        return new Letterbox(
                canvasWidth,
                canvasHeight,
                ratio,
                ratio,
                centred ? (canvasWidth - width) / 2 : 0,
                centred ? (canvasHeight - height) / 2 : 0,
                width,
                height);
    }

    /** Whether both need the same canvas, so that they can go through the network together. */
    boolean sameCanvas(Letterbox other) {
        return canvasWidth == other.canvasWidth && canvasHeight == other.canvasHeight;
    }

    /** All of a part, stretched over the square. */
    static Letterbox stretched(int width, int height, int side) {
        return new Letterbox(
                side, side, (double) side / width, (double) side / height, 0, 0, side, side);
    }

    private static int padded(int length, int stride) {
        return (length + stride - 1) / stride * stride;
    }
}
