package trapline.capture;

import java.util.UUID;
import trapline.stage.PermanentFailure;

/** There is no such capture, and there will be none. */
public class UnknownCapture extends PermanentFailure {
    private static final long serialVersionUID = 1L;

    public UnknownCapture(UUID captureId) {
        super("The capture %s is not in the database.".formatted(captureId));
    }
}
