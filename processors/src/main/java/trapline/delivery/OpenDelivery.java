package trapline.delivery;

import java.util.Optional;
import trapline.stage.PermanentFailure;
import trapline.stage.RetryLater;
import trapline.stage.StageTask;

/**
 * First step of station <em>deliver</em>: a task in, its {@link Dispatch} out, with the attempt
 * written down. Nothing comes out when the delivery is settled already.
 */
public class OpenDelivery {
    private final Deliveries deliveries;
    private final Channels channels;
    private final ChannelRest rest;

    public OpenDelivery(Deliveries deliveries, Channels channels, ChannelRest rest) {
        this.deliveries = deliveries;
        this.channels = channels;
        this.rest = rest;
    }

    /**
     * @throws RetryLater if the channel rests; that is no attempt
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
        if (dispatch.delivery().state() != Delivery.State.DUE) {
            return Optional.empty();
        }
        channels.find(dispatch.delivery().channel())
                .flatMap(rest::of)
                .ifPresent(
                        resting -> {
                            throw new RetryLater(resting.reason(), resting.left());
                        });
        deliveries.begin(dispatch);
        return Optional.of(dispatch);
    }
}
