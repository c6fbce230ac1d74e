package trapline.runner;

/** The file cannot be decoded, or is too large to be. Trying again will not help. */
public class UnreadablePicture extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadablePicture(String reason) {
        super(reason);
    }

    public UnreadablePicture(String reason, Throwable cause) {
        super(reason, cause);
    }
}
