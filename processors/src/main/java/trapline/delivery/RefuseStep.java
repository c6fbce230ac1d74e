package trapline.delivery;

import java.time.Duration;
import trapline.stage.StageTask;
import trapline.stage.Stages;

/**
 * Fails what is owed on channels that do not exist, so that it is seen and can be redriven. Without
 * it such deliveries would wait for ever, since no route takes them.
 */
public class RefuseStep {
    private static final String OWNER = "unconfigured-channels";
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 500;

    private final Stages stages;
    private final Deliveries deliveries;
    private final Channels channels;
    private final SettleStep settleStep;

    public RefuseStep(
            Stages stages, Deliveries deliveries, Channels channels, SettleStep settleStep) {
        this.stages = stages;
        this.deliveries = deliveries;
        this.channels = channels;
        this.settleStep = settleStep;
    }

    /**
     * @return how many deliveries were failed
     */
    public int refuse() {
        if (!channels.areKnown()) {
            return 0;
        }
        return stages.depths().stream()
                .filter(depth -> depth.stage().equals(Deliveries.STAGE))
                .map(depth -> depth.part())
                .distinct()
                .filter(part -> channels.find(part).isEmpty())
                .mapToInt(this::refuse)
                .sum();
    }

    private int refuse(String channelId) {
        var refused = 0;
        while (refused < AT_ONCE) {
            var task = stages.claim(Deliveries.STAGE, channelId, OWNER, LEASE);
            if (task.isEmpty()) {
                break;
            }
            refuse(task.get());
            refused++;
        }
        return refused;
    }

    private void refuse(StageTask task) {
        var reason =
                "The channel %s is not configured. Add it to channels.yaml, then redrive."
                        .formatted(task.part());
        deliveries
                .open(task.subjectId())
                .filter(dispatch -> dispatch.delivery().state() == Delivery.State.DUE)
                .ifPresent(
                        dispatch -> {
                            deliveries.begin(dispatch);
                            settleStep.settle(dispatch, new DeliveryOutcome.Refused(reason));
                        });
        stages.finish(task);
    }
}
