package trapline.event;

import java.util.UUID;
import trapline.camera.Camera;
import trapline.observation.Observations;

/** A capture with the event it belongs to. */
public record GroupedCapture(Observations observations, Camera camera, UUID eventId) {}
