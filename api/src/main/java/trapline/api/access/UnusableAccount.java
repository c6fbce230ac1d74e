package trapline.api.access;

/** An address or a password that no account can have. The message says what is wrong with which. */
public class UnusableAccount extends IllegalArgumentException {
    private final String field;
    private final String reason;

    UnusableAccount(String field, String reason) {
        super("The " + field + " " + reason + ".");
        this.field = field;
        this.reason = reason;
    }

    /** {@code email} or {@code password}. */
    public String field() {
        return field;
    }

    public String reason() {
        return reason;
    }
}
