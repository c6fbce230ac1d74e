package trapline.event;

import java.time.Duration;
import java.util.Optional;
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
    private final EventLabels labels;
    private final Duration independence;
    private final Optional<Neighbourhood> neighbourhood;

    /**
     * @param independence for cameras that have no interval of their own
     * @param neighbourhood empty: each camera has events of its own
     */
    public GroupStep(
            Events events,
            EventLabels labels,
            Cameras cameras,
            Duration independence,
            Optional<Neighbourhood> neighbourhood) {
        this.events = events;
        this.labels = labels;
        this.cameras = cameras;
        this.independence = independence;
        this.neighbourhood = neighbourhood;
    }

    /** Called inside the transaction that judges and hands over. */
    public GroupedCapture group(Observations observations) {
        var capture = observations.capture();
        var camera =
                cameras.hold(capture.cameraId())
                        .orElseThrow(
                                () ->
                                        new PermanentFailure(
                                                "The camera %s is not in the database."
                                                        .formatted(capture.cameraId())));
        var interval = camera.independence().orElse(independence);
        var joined =
                neighbourhood
                        .map(near -> events.join(capture, camera, interval, near))
                        .orElseGet(() -> events.join(capture, interval));
        if (joined.isNew()) {
            labels.add(joined.eventId(), observations, camera);
        }
        return new GroupedCapture(observations, camera, joined.eventId());
    }
}
