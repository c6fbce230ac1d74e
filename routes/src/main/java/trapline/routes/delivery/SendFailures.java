package trapline.routes.delivery;

import java.time.Duration;
import trapline.delivery.DeliveryOutcome;
import trapline.stage.PermanentFailure;

/** What a failure on the way to the channel means for the delivery. */
public class SendFailures {
    private static final Duration LATER = Duration.ofMinutes(5);

    /**
     * What was accepted goes on.
     *
     * @throws NotAccepted if it was not, so that a route of the admin's own notices
     */
    public DeliveryOutcome demand(DeliveryOutcome outcome) {
        if (outcome instanceof DeliveryOutcome.Accepted) {
            return outcome;
        }
        throw new NotAccepted(outcome);
    }

    /** The outcome that the channel's sink found, or what the failure itself says. */
    public DeliveryOutcome outcome(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotAccepted notAccepted) {
                return notAccepted.outcome();
            }
            if (cause instanceof PermanentFailure) {
                return new DeliveryOutcome.Refused(cause.getMessage());
            }
        }
        // Its text may hold anything, so only its kind is told.
        return new DeliveryOutcome.Deferred(
                "The message could not be made: " + failure.getClass().getSimpleName(), LATER);
    }
}
