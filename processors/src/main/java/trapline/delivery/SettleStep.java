package trapline.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import trapline.alert.Rule;
import trapline.stage.RetryLater;

/**
 * Last step of station <em>deliver</em>: writes down what the channel said, and asks for another
 * attempt when one may help.
 */
public class SettleStep {
    private static final Logger log = LoggerFactory.getLogger(SettleStep.class);

    private final Deliveries deliveries;
    private final Channels channels;
    private final ChannelRest rest;
    private final Paces paces;
    private final People people;
    private final MeterRegistry meters;
    private final Clock clock;

    public SettleStep(
            Deliveries deliveries,
            Channels channels,
            ChannelRest rest,
            Paces paces,
            People people,
            MeterRegistry meters,
            Clock clock) {
        this.deliveries = deliveries;
        this.channels = channels;
        this.rest = rest;
        this.paces = paces;
        this.people = people;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * In no transaction of the caller's: the record must stay when another attempt is asked for.
     *
     * @throws RetryLater if the delivery is to be tried again
     */
    public void settle(Dispatch dispatch, DeliveryOutcome outcome) {
        learn(dispatch, outcome);
        if (dispatch.course().edits().isPresent()) {
            settleEdit(dispatch, outcome);
        } else if (outcome instanceof DeliveryOutcome.Accepted) {
            accept(dispatch, outcome);
        } else if (outcome instanceof DeliveryOutcome.Refused refused) {
            fail(dispatch, outcome, refused.reason());
        } else if (outcome instanceof DeliveryOutcome.TooLarge tooLarge) {
            goWithoutPicture(dispatch, tooLarge);
        } else if (outcome instanceof DeliveryOutcome.Barred barred) {
            bar(dispatch, barred);
        } else if (outcome instanceof DeliveryOutcome.Deferred deferred) {
            retry(dispatch, outcome, deferred.retryAfter());
        } else {
            retry(dispatch, outcome, ((DeliveryOutcome.Unknown) outcome).retryAfter());
        }
    }

    /** What one answer says about the channel and the recipient, for the deliveries to come. */
    private void learn(Dispatch dispatch, DeliveryOutcome outcome) {
        var delivery = dispatch.delivery();
        var channel = channels.find(delivery.channel());
        if (channel.isEmpty()) {
            return;
        }
        if (outcome instanceof DeliveryOutcome.Deferred deferred) {
            if (deferred.concerns() == DeliveryOutcome.Concerns.RECIPIENT) {
                paces.hold(channel.get(), delivery.recipient(), deferred.retryAfter());
                rest.answered(delivery.channel());
            } else if (deferred.retryAfter().isZero()) {
                rest.failed(channel.get(), deferred.reason());
            } else {
                rest.pause(channel.get(), deferred.reason(), deferred.retryAfter());
            }
        } else if (outcome instanceof DeliveryOutcome.Unknown unknown) {
            rest.failed(channel.get(), unknown.reason());
        } else if (outcome instanceof DeliveryOutcome.Accepted) {
            rest.end(delivery.channel());
        } else if (!(outcome instanceof DeliveryOutcome.Barred)) {
            rest.answered(delivery.channel());
        }
    }

    /** A change that may yet be made is found again in a moment; the message itself is there. */
    private void settleEdit(Dispatch dispatch, DeliveryOutcome outcome) {
        record(dispatch, outcome, Delivery.State.ACCEPTED, Optional.empty());
        if (!(outcome instanceof DeliveryOutcome.Accepted)) {
            about(log.atWarn(), dispatch)
                    .log("Message could not be changed: {}", outcome.reasonOrNull());
        }
    }

    private void accept(Dispatch dispatch, DeliveryOutcome outcome) {
        record(dispatch, outcome, Delivery.State.ACCEPTED, Optional.empty());
        if (dispatch.captureId().isPresent()) {
            timed(dispatch);
        }
        about(log.atInfo(), dispatch).log("Alert of rule {} delivered", dispatch.ruleId());
    }

    private void timed(Dispatch dispatch) {
        Timer.builder("trapline.upload.to.alert")
                .description("From the end of an upload to an accepted message")
                .tag("channel", dispatch.delivery().channel())
                .publishPercentileHistogram()
                .register(meters)
                .record(Duration.between(dispatch.receivedAt(), clock.instant()));
    }

    private void fail(Dispatch dispatch, DeliveryOutcome outcome, String reason) {
        var delivery = dispatch.delivery();
        // What was told on one channel ends there.
        var next =
                dispatch.course().ending()
                        ? Optional.<Rule.Recipient>empty()
                        : people.next(delivery.channel(), delivery.recipient());
        if (next.isEmpty()) {
            record(dispatch, outcome, Delivery.State.FAILED, Optional.empty());
            about(log.atError(), dispatch).log("Delivery failed for good: {}", reason);
            return;
        }
        deliveries.fallOver(dispatch, outcome, next.get());
        count(dispatch, outcome);
        about(log.atWarn(), dispatch)
                .log("Delivery failed, channel {} is taken: {}", next.get().channel(), reason);
    }

    private void goWithoutPicture(Dispatch dispatch, DeliveryOutcome.TooLarge tooLarge) {
        if (!dispatch.withPicture()) {
            var refused =
                    new DeliveryOutcome.Refused(
                            "too large even without its picture: " + tooLarge.reason());
            fail(dispatch, refused, refused.reason());
            return;
        }
        deliveries.leaveOutPicture(dispatch.delivery().deliveryId());
        record(dispatch, tooLarge, Delivery.State.DUE, Optional.of(Duration.ZERO));
        about(log.atWarn(), dispatch)
                .log("Too large with its picture, goes again without: {}", tooLarge.reason());
        throw new RetryLater(tooLarge.reason(), Duration.ZERO);
    }

    private void bar(Dispatch dispatch, DeliveryOutcome.Barred barred) {
        var channel = channels.find(dispatch.delivery().channel());
        var wait = channel.map(known -> rest.begin(known, barred.reason())).orElse(Duration.ZERO);
        about(log.atError(), dispatch)
                .log(
                        "Channel rests for {}: its login was refused, and nobody is reached through"
                                + " it until its username and password are right. It said: {}",
                        wait,
                        barred.reason());
        retry(dispatch, barred, wait);
    }

    private void retry(Dispatch dispatch, DeliveryOutcome outcome, Duration asked) {
        var patience =
                channels.find(dispatch.delivery().channel())
                        .map(Channel::patience)
                        .orElse(Patience.DEFAULT);
        var own = patience.waitAfter(dispatch.tries());
        var left = Duration.between(clock.instant(), dispatch.dueSince().plus(patience.until()));
        var waited = Duration.between(dispatch.dueSince(), clock.instant());
        if (own.compareTo(left) > 0 || isTimeForAnother(dispatch, waited)) {
            fail(
                    dispatch,
                    outcome,
                    "not accepted within %s; last: %s"
                            .formatted(
                                    own.compareTo(left) > 0 ? patience.until() : waited,
                                    outcome.reasonOrNull()));
            return;
        }
        var wanted = asked.compareTo(own) > 0 ? asked : own;
        var wait = wanted.compareTo(left) > 0 ? left : wanted;
        record(dispatch, outcome, Delivery.State.DUE, Optional.of(wait));
        about(log.atWarn(), dispatch)
                .log("Delivery deferred for {}: {}", wait, outcome.reasonOrNull());
        throw new RetryLater(outcome.reasonOrNull(), wait);
    }

    private boolean isTimeForAnother(Dispatch dispatch, Duration waited) {
        var delivery = dispatch.delivery();
        return waited.compareTo(channels.policy(delivery.channel()).fallOverAfter()) >= 0
                && !dispatch.course().ending()
                && people.next(delivery.channel(), delivery.recipient()).isPresent();
    }

    private void record(
            Dispatch dispatch,
            DeliveryOutcome outcome,
            Delivery.State state,
            Optional<Duration> wait) {
        deliveries.settle(dispatch, outcome, state, wait.map(clock.instant()::plus));
        count(dispatch, outcome);
    }

    private void count(Dispatch dispatch, DeliveryOutcome outcome) {
        Counter.builder("trapline.deliveries")
                .description("Attempts to deliver, by what the channel said")
                .tag("channel", dispatch.delivery().channel())
                .tag("outcome", outcome.name())
                .register(meters)
                .increment();
    }

    private static LoggingEventBuilder about(LoggingEventBuilder line, Dispatch dispatch) {
        return line.addKeyValue("deliveryId", dispatch.delivery().deliveryId())
                .addKeyValue("channel", dispatch.delivery().channel());
    }
}
