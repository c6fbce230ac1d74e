package trapline.capture;

/** The file cannot be used as it is. Taking it again will not help; a changed profile may. */
public class UnusableFile extends Exception {
    private static final long serialVersionUID = 1L;

    private final QuarantineReason reason;

    /**
     * @param detail what exactly was found, for the person who looks into it
     */
    public UnusableFile(QuarantineReason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public QuarantineReason reason() {
        return reason;
    }
}
