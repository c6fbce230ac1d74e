package trapline.stage;

/** What really went wrong, in a chain of exceptions. */
public final class RootCause {
    private RootCause() {}

    /** The message of the innermost cause, or its kind where it has none. */
    public static String of(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
