package trapline.runner.clip;

/** The clip cannot be decoded. Trying again will not help. */
public class UnreadableClip extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableClip(String reason) {
        super(reason);
    }
}
