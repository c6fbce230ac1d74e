package trapline.capture;

import trapline.stage.StageTask;

/** First step of station <em>detect</em>: one {@link StageTask} in, its capture out. */
public class OpenCapture {
    private final Captures captures;

    public OpenCapture(Captures captures) {
        this.captures = captures;
    }

    public Capture open(StageTask task) {
        return captures.find(task.subjectId())
                .orElseThrow(() -> new UnknownCapture(task.subjectId()));
    }
}
