package trapline.delivery;

import java.util.Optional;
import trapline.stage.PermanentFailure;
import trapline.stage.StageTask;

/**
 * First step of station <em>deliver</em>: a task in, its {@link Dispatch} out, with the attempt
 * written down. Nothing comes out when the delivery is settled already.
 */
public class OpenDelivery {
    private final Deliveries deliveries;

    public OpenDelivery(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    public Optional<Dispatch> open(StageTask task) {
        var dispatch =
                deliveries
                        .open(task.subjectId())
                        .orElseThrow(
                                () ->
                                        new PermanentFailure(
                                                "The delivery %s is not in the database."
                                                        .formatted(task.subjectId())));
        if (dispatch.delivery().state() != Delivery.State.DUE) {
            return Optional.empty();
        }
        deliveries.begin(dispatch);
        return Optional.of(dispatch);
    }
}
