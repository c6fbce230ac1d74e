package trapline.capture;

import java.util.UUID;
import trapline.stage.Lane;
import trapline.stage.StageMessage;

/** What is passed on of one capture: the capture itself, or what was found on it. */
public interface CaptureMessage extends StageMessage {

    /** As far as it has come. */
    Capture capture();

    @Override
    default UUID subjectId() {
        return capture().captureId();
    }

    @Override
    default UUID projectId() {
        return capture().projectId();
    }

    @Override
    default String flow() {
        return capture().flow();
    }

    @Override
    default Lane lane() {
        return capture().lane();
    }
}
