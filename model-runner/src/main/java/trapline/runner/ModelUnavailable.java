package trapline.runner;

/**
 * The model cannot be loaded or did not answer sensibly. The message names the model and the field.
 */
public class ModelUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelUnavailable(String reason) {
        super(reason);
    }

    public ModelUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
