package trapline.runner.clip;

/** Clips cannot be read on this machine now. Once that is mended, another attempt succeeds. */
public class ClipsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClipsUnavailable(String reason) {
        super(reason);
    }

    public ClipsUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
