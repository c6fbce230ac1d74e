package trapline.routes.delivery;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import trapline.delivery.DeliveryOutcome;
import trapline.stage.PermanentFailure;

/** What the answer to a webhook means (RFC 9110, RFC 6585). */
public class WebhookAnswers {
    private static final Set<Integer> LATER = Set.of(408, 421, 423, 425, 429);
    private static final int TOO_LARGE = 413;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Clock clock;

    public WebhookAnswers(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param retryAfter the header as sent; null when there was none
     */
    public DeliveryOutcome answered(int status, String retryAfter) {
        var said = "The address answered HTTP %d.".formatted(status);
        if (status >= 200 && status < 300) {
            return new DeliveryOutcome.Accepted("HTTP " + status);
        }
        if (status >= 500 || LATER.contains(status)) {
            return new DeliveryOutcome.Deferred(said, wait(retryAfter));
        }
        if (status >= 300 && status < 400) {
            return new DeliveryOutcome.Refused(
                    said + " Redirects are not followed: enter the new address in channels.yaml.");
        }
        return status == TOO_LARGE
                ? new DeliveryOutcome.TooLarge(said)
                : new DeliveryOutcome.Refused(said);
    }

    /** There was no answer. The reason never repeats the address, which may hold a token. */
    public DeliveryOutcome failed(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotAccepted notAccepted) {
                return notAccepted.outcome();
            }
            if (cause instanceof PermanentFailure) {
                return new DeliveryOutcome.Refused(cause.getMessage());
            }
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return new DeliveryOutcome.Deferred(
                        "The address cannot be reached.", Duration.ZERO);
            }
            if (cause instanceof SSLHandshakeException) {
                return new DeliveryOutcome.Deferred(
                        "The address has no certificate that this machine trusts.", Duration.ZERO);
            }
        }
        return new DeliveryOutcome.Unknown("No answer came from the address.");
    }

    /** Seconds or a date (RFC 9110 section 10.2.3), honoured up to an hour. */
    private Duration wait(String retryAfter) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        var asked = asked(retryAfter.strip());
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }

    private Duration asked(String retryAfter) {
        if (retryAfter.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        try {
            var date = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(clock.instant(), date.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            // Neither of the two forms: as if it had not been sent.
            return Duration.ZERO;
        }
    }
}
