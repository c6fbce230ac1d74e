package trapline.routes.delivery;

import java.time.Duration;
import java.util.stream.Stream;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.DeliveryOutcome.Concerns;
import trapline.delivery.Masking;
import trapline.delivery.TelegramChannel;

/** What the Bot API's error codes mean. */
class TelegramAnswers {
    /** Telegram may name a time that is over before a request gets there. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** Without a time of Telegram's. */
    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Masking masking;

    TelegramAnswers(Masking masking) {
        this.masking = masking;
    }

    /** Of an answer that says no. */
    DeliveryOutcome outcome(TelegramChannel bot, TelegramApi.Said said) {
        var reason =
                "Telegram answered %d: %s"
                        .formatted(said.code(), masking.mask(said.description(), bot));
        return switch (said.code()) {
            case 401, 404 -> new DeliveryOutcome.Barred(reason);
            case 409 -> new DeliveryOutcome.Deferred(reason, Duration.ZERO);
            case 413 -> new DeliveryOutcome.TooLarge(reason);
            case 429 -> new DeliveryOutcome.Deferred(reason, wait(said.retryAfter()));
            default ->
                    said.code() >= 500
                            ? new DeliveryOutcome.Deferred(reason, Duration.ZERO, Concerns.CHANNEL)
                            : new DeliveryOutcome.Refused(reason);
        };
    }

    private static Duration wait(Duration asked) {
        if (asked.isZero()) {
            return USUAL_WAIT;
        }
        var wait = asked.plus(MARGIN);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** Of no answer. */
    static DeliveryOutcome unanswered(Exception failure) {
        return failure instanceof PartyClient.NotReached
                ? new DeliveryOutcome.Deferred(
                        "Telegram %s.".formatted(failure.getMessage()),
                        Duration.ZERO,
                        Concerns.CHANNEL)
                : new DeliveryOutcome.Unknown(
                        "Telegram did not say whether the message arrived: %s."
                                .formatted(failure.getMessage()));
    }

    static boolean isAboutThePhoto(String description) {
        return Stream.of(
                        "PHOTO_INVALID_DIMENSIONS",
                        "PHOTO_SAVE_FILE_INVALID",
                        "IMAGE_PROCESS_FAILED",
                        "too big for a photo")
                .anyMatch(description::contains);
    }
}
