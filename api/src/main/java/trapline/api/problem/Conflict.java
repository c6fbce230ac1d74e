package trapline.api.problem;

/** The thing is in a state in which this cannot be done with it. */
public class Conflict extends RuntimeException {

    /**
     * @param reason a sentence that says which state that is
     */
    public Conflict(String reason) {
        super(reason);
    }
}
