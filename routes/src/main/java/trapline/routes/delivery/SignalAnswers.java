package trapline.routes.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.DeliveryOutcome.Concerns;
import trapline.delivery.Masking;
import trapline.delivery.SignalChannel;

/** What the gateway's answers mean. Nearly every refusal is a 400, so its words decide. */
class SignalAnswers {
    /** No time is named; signal-cli's own is usually a day. */
    private static final Duration LIMITED = Duration.ofMinutes(10);

    private final Masking masking;

    SignalAnswers(Masking masking) {
        this.masking = masking;
    }

    DeliveryOutcome outcome(SignalChannel channel, SignalApi.Said said) {
        var words = masking.mask(said.body().path("error").asText(""), channel);
        var reason = "The Signal gateway answered %d: %s".formatted(said.status(), words).strip();
        if (said.status() == 201 || said.status() == 200) {
            return accepted(said.body());
        }
        if (said.status() == 429 || isLimit(words)) {
            return new DeliveryOutcome.Deferred(
                    reason + " Somebody must solve its captcha to end this sooner.",
                    LIMITED,
                    Concerns.CHANNEL);
        }
        if (said.status() >= 500 || said.body().isMissingNode()) {
            return new DeliveryOutcome.Deferred(reason, Duration.ZERO, Concerns.CHANNEL);
        }
        if (words.toLowerCase(Locale.ROOT).contains("account does not exist")
                || words.toLowerCase(Locale.ROOT).contains("not registered")) {
            return new DeliveryOutcome.Barred(
                    reason + " Register or link the channel's number at the gateway.");
        }
        return new DeliveryOutcome.Refused(reason);
    }

    /**
     * Newer releases say in a 201 that the recipient did not get it; older ones in a list or not.
     */
    private static DeliveryOutcome accepted(JsonNode body) {
        var one = body.isArray() ? body.path(0) : body;
        var failure = one.path("errors").path("recipients").path(0).path("reason").asText("");
        return switch (failure) {
            case "" -> receipt(one.path("timestamp").asText(""));
            case "NETWORK_FAILURE" ->
                    new DeliveryOutcome.Deferred(
                            "Signal's network did not take the message.", Duration.ZERO);
            case "RATE_LIMIT_FAILURE" ->
                    new DeliveryOutcome.Deferred(
                            "Signal limits this number now.", LIMITED, Concerns.CHANNEL);
            case "IDENTITY_FAILURE" ->
                    new DeliveryOutcome.Refused(
                            "The recipient has a new phone or key, which is not trusted yet. Trust"
                                    + " it at the gateway, then redrive.");
            case "UNREGISTERED_FAILURE" ->
                    new DeliveryOutcome.Refused("The recipient is not on Signal.");
            default -> new DeliveryOutcome.Refused("Signal refused the message.");
        };
    }

    private static DeliveryOutcome receipt(String timestamp) {
        return timestamp.matches("\\d{1,18}")
                ? new DeliveryOutcome.Accepted(timestamp)
                : new DeliveryOutcome.Unknown("The gateway's answer could not be read.");
    }

    private static boolean isLimit(String words) {
        var lower = words.toLowerCase(Locale.ROOT);
        return Stream.of("captcha", "rate limit", "[413]", "[429]").anyMatch(lower::contains);
    }

    static DeliveryOutcome unanswered(Exception failure) {
        return failure instanceof PartyClient.NotReached
                ? new DeliveryOutcome.Deferred(
                        "The Signal gateway %s.".formatted(failure.getMessage()),
                        Duration.ZERO,
                        Concerns.CHANNEL)
                : new DeliveryOutcome.Unknown(
                        "The Signal gateway did not say whether the message went out: %s."
                                .formatted(failure.getMessage()));
    }
}
