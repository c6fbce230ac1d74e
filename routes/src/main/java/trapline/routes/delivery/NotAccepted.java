package trapline.routes.delivery;

import trapline.delivery.DeliveryOutcome;

/** The channel did not take the message; the outcome says whether another attempt may help. */
public class NotAccepted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DeliveryOutcome outcome;

    /**
     * @param outcome with a reason that is masked already
     */
    public NotAccepted(DeliveryOutcome outcome) {
        super(outcome.reasonOrNull());
        this.outcome = outcome;
    }

    public DeliveryOutcome outcome() {
        return outcome;
    }
}
