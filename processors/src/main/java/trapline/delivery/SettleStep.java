package trapline.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.stage.RetryLater;

/**
 * Last step of station <em>deliver</em>: writes down what the channel said, and asks for another
 * attempt when one may help.
 */
public class SettleStep {
    private static final Logger log = LoggerFactory.getLogger(SettleStep.class);

    private final Deliveries deliveries;
    private final Patience patience;
    private final MeterRegistry meters;
    private final Clock clock;

    public SettleStep(Deliveries deliveries, Patience patience, MeterRegistry meters, Clock clock) {
        this.deliveries = deliveries;
        this.patience = patience;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * How long a delivery is tried.
     *
     * @param first wait after the first failed attempt; doubles each time
     * @param longest upper limit of the wait
     * @param until after this long a delivery has failed
     */
    public record Patience(Duration first, Duration longest, Duration until) {
        public static final Patience DEFAULT =
                new Patience(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofHours(24));

        Duration waitAfter(int attempt) {
            var wait = first.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), 20));
            return wait.compareTo(longest) > 0 ? longest : wait;
        }
    }

    /** An attempt and how it ended. */
    public record Attempted(Dispatch dispatch, DeliveryOutcome outcome) {}

    /**
     * @throws RetryLater if the delivery is to be tried again
     */
    public void settle(Attempted attempted) {
        var dispatch = attempted.dispatch();
        var outcome = attempted.outcome();
        meters.counter(
                        "trapline.deliveries",
                        "channel",
                        dispatch.delivery().channel(),
                        "outcome",
                        outcome.name())
                .increment();
        if (outcome instanceof DeliveryOutcome.Accepted) {
            accept(dispatch, outcome);
        } else if (outcome instanceof DeliveryOutcome.Refused refused) {
            fail(dispatch, outcome, refused.reason());
        } else {
            retry(dispatch, outcome);
        }
    }

    private void accept(Dispatch dispatch, DeliveryOutcome outcome) {
        deliveries.settle(dispatch, outcome, Delivery.State.ACCEPTED, Optional.empty());
        Timer.builder("trapline.upload.to.alert")
                .description("From the end of an upload to an accepted message")
                .tag("channel", dispatch.delivery().channel())
                .publishPercentileHistogram()
                .register(meters)
                .record(Duration.between(dispatch.receivedAt(), clock.instant()));
        log.atInfo()
                .addKeyValue("deliveryId", dispatch.delivery().deliveryId())
                .addKeyValue("channel", dispatch.delivery().channel())
                .log("Alert of rule {} delivered", dispatch.ruleId());
    }

    private void fail(Dispatch dispatch, DeliveryOutcome outcome, String reason) {
        deliveries.settle(dispatch, outcome, Delivery.State.FAILED, Optional.empty());
        log.atError()
                .addKeyValue("deliveryId", dispatch.delivery().deliveryId())
                .addKeyValue("channel", dispatch.delivery().channel())
                .log("Delivery failed for good: {}", reason);
    }

    private void retry(Dispatch dispatch, DeliveryOutcome outcome) {
        var asked =
                outcome instanceof DeliveryOutcome.Deferred deferred
                        ? deferred.retryAfter()
                        : Duration.ZERO;
        var own = patience.waitAfter(dispatch.attempt());
        var wait = asked.compareTo(own) > 0 ? asked : own;
        var next = clock.instant().plus(wait);
        if (next.isAfter(dispatch.raisedAt().plus(patience.until()))) {
            fail(
                    dispatch,
                    outcome,
                    "not accepted within %s; last: %s"
                            .formatted(patience.until(), outcome.reasonOrNull()));
            return;
        }
        deliveries.settle(dispatch, outcome, Delivery.State.DUE, Optional.of(next));
        log.atWarn()
                .addKeyValue("deliveryId", dispatch.delivery().deliveryId())
                .addKeyValue("channel", dispatch.delivery().channel())
                .log("Delivery deferred for {}: {}", wait, outcome.reasonOrNull());
        throw new RetryLater(outcome.reasonOrNull(), wait);
    }
}
