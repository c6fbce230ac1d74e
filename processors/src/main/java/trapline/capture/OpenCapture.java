package trapline.capture;

import trapline.stage.PermanentFailure;
import trapline.stage.StageTask;

/**
 * The first step of every station that works on a capture: one {@link StageTask} in, its capture
 * out.
 */
public class OpenCapture {
    private final Captures captures;

    public OpenCapture(Captures captures) {
        this.captures = captures;
    }

    public Capture open(StageTask task) {
        return captures.find(task.subjectId())
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "The capture %s is not in the database."
                                                .formatted(task.subjectId())));
    }
}
