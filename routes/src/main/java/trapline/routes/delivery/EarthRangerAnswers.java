package trapline.routes.delivery;

import java.time.Duration;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.DeliveryOutcome.Concerns;
import trapline.delivery.EarthRangerChannel;
import trapline.delivery.Masking;

/** What the answers of an EarthRanger site mean, when they are not what was hoped for. */
class EarthRangerAnswers {
    private static final Duration LIMITED = Duration.ofSeconds(60);

    /** A 500 is often about this one report; after so many it is taken to be. */
    private static final int BROKEN_TRIES = 4;

    private final Masking masking;

    EarthRangerAnswers(Masking masking) {
        this.masking = masking;
    }

    /**
     * @param tries which one it was, from 1
     */
    DeliveryOutcome outcome(EarthRangerChannel channel, EarthRangerApi.Said said, int tries) {
        var reason =
                "EarthRanger answered %d: %s"
                        .formatted(said.status(), masking.mask(said.words(), channel))
                        .strip();
        return switch (said.status()) {
            case 401 ->
                    new DeliveryOutcome.Barred(
                            reason + " Give the channel a token or login that the site takes.");
            case 413 -> new DeliveryOutcome.TooLarge(reason);
            case 429 ->
                    new DeliveryOutcome.Deferred(
                            reason,
                            said.retryAfter().isZero() ? LIMITED : said.retryAfter(),
                            Concerns.CHANNEL);
            case 500 ->
                    tries < BROKEN_TRIES
                            ? new DeliveryOutcome.Deferred(reason, Duration.ZERO)
                            : new DeliveryOutcome.Refused(reason);
            default -> other(said, reason);
        };
    }

    private static DeliveryOutcome other(EarthRangerApi.Said said, String reason) {
        if (said.status() > 500) {
            return new DeliveryOutcome.Deferred(reason, said.retryAfter(), Concerns.CHANNEL);
        }
        return said.status() >= 200 && said.status() < 300
                ? new DeliveryOutcome.Unknown("EarthRanger's answer could not be read.")
                : new DeliveryOutcome.Refused(reason);
    }

    static DeliveryOutcome unanswered(Exception failure) {
        return failure instanceof PartyClient.NotReached
                ? new DeliveryOutcome.Deferred(
                        "EarthRanger %s.".formatted(failure.getMessage()),
                        Duration.ZERO,
                        Concerns.CHANNEL)
                : new DeliveryOutcome.Unknown(
                        "EarthRanger did not say whether it has the report: %s."
                                .formatted(failure.getMessage()));
    }
}
