package trapline.delivery;

import java.util.Optional;
import trapline.stage.PermanentFailure;
import trapline.stage.RetryLater;
import trapline.stage.StageTask;

/**
 * First step of station <em>deliver</em>: a task in, its {@link Dispatch} out, with the attempt
 * written down. Nothing comes out when there is nothing to send: the delivery is settled already,
 * or it may never go, which is settled here.
 */
public class OpenDelivery {
    private final Deliveries deliveries;
    private final Gate gate;
    private final SettleStep settleStep;

    public OpenDelivery(Deliveries deliveries, Gate gate, SettleStep settleStep) {
        this.deliveries = deliveries;
        this.gate = gate;
        this.settleStep = settleStep;
    }

    /**
     * @throws RetryLater if the delivery must wait; that is no attempt
     * @throws PermanentFailure if there is no such delivery
     */
    public Optional<Dispatch> open(StageTask task) {
        var dispatch =
                deliveries
                        .open(task.subjectId())
                        .orElseThrow(
                                () ->
                                        new PermanentFailure(
                                                "The delivery %s is not in the database."
                                                        .formatted(task.subjectId())));
        if (dispatch.delivery().state() != Delivery.State.DUE
                && dispatch.course().edits().isEmpty()) {
            return Optional.empty();
        }
        deliveries
                .held(task.subjectId())
                .ifPresent(
                        left -> {
                            throw new RetryLater("The recipient has quiet hours.", left);
                        });
        var refusal = gate.check(dispatch);
        deliveries.begin(dispatch);
        if (refusal.isPresent()) {
            settleStep.settle(dispatch, new DeliveryOutcome.Refused(refusal.get()));
            return Optional.empty();
        }
        return Optional.of(dispatch);
    }
}
