package trapline.runner;

/**
 * How a picture is sent that is decoded already, such as a frame of a clip: its bytes as they are,
 * three a pixel (red, green, blue), row after row from the top left. Width and height stand in the
 * media type. Nothing is lost on the way, so the same is found whoever looks.
 */
public final class RawPixels {
    /** The media type without its parameters. */
    public static final String TYPE = "application/vnd.trapline.rgb";

    /** Parameters of the media type, in pixels. */
    public static final String WIDTH = "width";

    public static final String HEIGHT = "height";

    private RawPixels() {}

    /** The media type of this picture's bytes. */
    public static String type(Picture picture) {
        return "%s;%s=%d;%s=%d".formatted(TYPE, WIDTH, picture.width(), HEIGHT, picture.height());
    }
}
