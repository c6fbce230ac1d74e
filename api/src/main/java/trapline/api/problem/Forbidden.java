package trapline.api.problem;

/** The caller may see the thing, but may not do this with it. */
public class Forbidden extends RuntimeException {

    /**
     * @param reason a sentence that says what would be needed
     */
    public Forbidden(String reason) {
        super(reason);
    }
}
