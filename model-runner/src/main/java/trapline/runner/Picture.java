package trapline.runner;

/**
 * A decoded picture: upright, 8 bits, RGB.
 *
 * @param rgb three bytes a pixel, row after row from the top left; not copied, not to be changed
 * @param truncated the file was cut off; rows that were missing are grey
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of 36 MB a picture would double the memory
public record Picture(int width, int height, byte[] rgb, boolean truncated) {
    public Picture {
        if (width < 1 || height < 1 || rgb.length != (long) width * height * 3) {
            throw new IllegalArgumentException(
                    "a picture of %d x %d does not have %d bytes"
                            .formatted(width, height, rgb.length));
        }
    }
}
