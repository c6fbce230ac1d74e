package trapline.capture;

/**
 * What is taken from outside.
 *
 * @param pictureBytes largest picture
 * @param clipBytes largest clip
 * @param reportBytes largest status report
 * @param pixels width times height of the largest picture that is decoded
 */
public record FileLimits(long pictureBytes, long clipBytes, long reportBytes, long pixels) {
    public static final FileLimits DEFAULT =
            new FileLimits(50L << 20, 500L << 20, 1L << 20, 80_000_000);
}
