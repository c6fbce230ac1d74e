package trapline.routes.delivery;

import java.time.Duration;
import java.util.Set;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.DeliveryOutcome.Concerns;
import trapline.delivery.Masking;
import trapline.delivery.WhatsAppChannel;

/** What Meta's own error codes mean; the HTTP status counts only where there is none. */
class WhatsAppAnswers {
    /** The recipient has not written for a day, so that only a template may be sent. */
    static final int OUTSIDE_WINDOW = 131047;

    private static final Set<Integer> LOGIN = Set.of(0, 3, 10, 190, 368, 131031, 131005);
    private static final Set<Integer> LIMITS = Set.of(4, 80007, 130429, 131048);
    private static final Set<Integer> TEMPORARY = Set.of(1, 2, 131000, 131016, 133004);
    private static final int SAME_RECIPIENT = 131056;
    private static final int TOO_LARGE = 131052;
    private static final Duration PAIR_WAIT = Duration.ofSeconds(10);
    private static final Duration LIMIT_WAIT = Duration.ofSeconds(30);

    /** A status may still tell how a message ended whose answer was lost. */
    private static final Duration STATUS_WAIT = Duration.ofMinutes(1);

    private final Masking masking;

    WhatsAppAnswers(Masking masking) {
        this.masking = masking;
    }

    DeliveryOutcome outcome(WhatsAppChannel channel, WhatsAppApi.Said said) {
        var reason =
                "WhatsApp answered %d, code %d: %s"
                        .formatted(said.status(), said.code(), masking.mask(said.words(), channel))
                        .strip();
        var code = said.code();
        if (code == 0) {
            return byStatus(said, reason);
        }
        if (LOGIN.contains(code) || (code >= 200 && code < 300)) {
            return new DeliveryOutcome.Barred(reason);
        }
        if (LIMITS.contains(code)) {
            return new DeliveryOutcome.Deferred(
                    reason, wait(said.retryAfter(), LIMIT_WAIT), Concerns.CHANNEL);
        }
        if (code == SAME_RECIPIENT) {
            return new DeliveryOutcome.Deferred(reason, wait(said.retryAfter(), PAIR_WAIT));
        }
        if (TEMPORARY.contains(code)) {
            return new DeliveryOutcome.Deferred(reason, said.retryAfter(), Concerns.CHANNEL);
        }
        return code == TOO_LARGE
                ? new DeliveryOutcome.TooLarge(reason)
                : new DeliveryOutcome.Refused(reason);
    }

    private static DeliveryOutcome byStatus(WhatsAppApi.Said said, String reason) {
        if (said.status() == 401) {
            return new DeliveryOutcome.Barred(reason);
        }
        return said.status() >= 500 || said.status() == 429 || said.status() == 200
                ? new DeliveryOutcome.Deferred(reason, said.retryAfter(), Concerns.CHANNEL)
                : new DeliveryOutcome.Refused(reason);
    }

    private static Duration wait(Duration asked, Duration usual) {
        return asked.isZero() ? usual : asked;
    }

    static DeliveryOutcome unanswered(WhatsAppChannel channel, Exception failure) {
        return failure instanceof PartyClient.NotReached
                ? new DeliveryOutcome.Deferred(
                        "WhatsApp %s.".formatted(failure.getMessage()),
                        Duration.ZERO,
                        Concerns.CHANNEL)
                : new DeliveryOutcome.Unknown(
                        "WhatsApp did not say whether it took the message: %s."
                                .formatted(failure.getMessage()),
                        channel.hook().isPresent() ? STATUS_WAIT : Duration.ZERO);
    }
}
