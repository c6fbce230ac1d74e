package trapline.condition;

import java.util.List;
import trapline.event.EventKind;
import trapline.observation.Observations.Observation;

/** Judged once for each capture, when it has been looked at. */
public sealed interface OnCapture extends Condition permits Seen, Expressed, UnusuallyClose {

    /**
     * @return what the rule is about on this capture, the surest first; empty when it does not hold
     */
    List<Observation> find(Look look);

    @Override
    default EventKind kind() {
        return EventKind.SIGHTING;
    }
}
