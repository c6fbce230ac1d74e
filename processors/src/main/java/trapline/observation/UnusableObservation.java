package trapline.observation;

/** What somebody says of a capture cannot be; saying it again will not help. */
public class UnusableObservation extends RuntimeException {
    private final String field;

    /**
     * @param field which part of it, as in JSON
     * @param message what is right
     */
    public UnusableObservation(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
