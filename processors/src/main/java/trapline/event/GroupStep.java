package trapline.event;

import java.time.Duration;
import trapline.camera.Cameras;
import trapline.observation.Observations;
import trapline.stage.PermanentFailure;

/**
 * Station <em>group</em>: {@link Observations} in, the same with their event out. Captures of one
 * camera no further apart than its independence interval belong to one event, as in Camtrap DP.
 */
public class GroupStep {
    private final Events events;
    private final Cameras cameras;
    private final Duration independence;

    /**
     * @param independence for cameras that have no interval of their own
     */
    public GroupStep(Events events, Cameras cameras, Duration independence) {
        this.events = events;
        this.cameras = cameras;
        this.independence = independence;
    }

    /** Called inside the transaction that judges and hands over. */
    public GroupedCapture group(Observations observations) {
        var capture = observations.capture();
        var camera =
                cameras.find(capture.cameraId())
                        .orElseThrow(
                                () ->
                                        new PermanentFailure(
                                                "The camera %s is not in the database."
                                                        .formatted(capture.cameraId())));
        var eventId = events.join(capture, camera.independence().orElse(independence));
        return new GroupedCapture(observations, camera, eventId);
    }
}
