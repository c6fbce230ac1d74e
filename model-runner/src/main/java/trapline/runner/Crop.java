package trapline.runner;

/** The pixels of a box: everything it touches. */
final class Crop {
    private Crop() {}

    static Region region(Picture picture, Box box) {
        return CropPolicy.BOX.region(picture, box);
    }
}
