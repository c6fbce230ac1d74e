package trapline.standin.signal;

import java.util.Map;
import trapline.standin.http.HttpFault;
import trapline.standin.http.StandInReply;

/** The faults of the gateway, by name. */
public final class SignalFaults {
    private static final String LIMIT =
            "{\"error\":\"Failed to send message due to rate limiting. Use the attached challenge"
                    + " tokens to lift the rate limit restrictions via the"
                    + " '/v1/accounts/{number}/rate-limit-challenge' endpoint.\","
                    + "\"challenge_tokens\":[\"8f2c52bf-1111-4222-8333-444455556666\"],"
                    + "\"account\":\"+31600000001\"}";

    private SignalFaults() {}

    /** Every fault that can be switched on by name. */
    public static Map<String, HttpFault> all() {
        return Map.ofEntries(
                Map.entry("429", answers(429, LIMIT)),
                Map.entry(
                        "400-rate-limit",
                        error(
                                "Failed to send message: [413] Rate Limit Exceeded: 413 CAPTCHA proof required")),
                Map.entry(
                        "400-untrusted",
                        error("Unable to complete request due to untrusted recipient keys")),
                Map.entry("400-unregistered", error("Failed to send message: Unregistered user")),
                Map.entry("400-no-account", error("Specified account does not exist")),
                Map.entry("400-group", error("Invalid group id")),
                Map.entry("500", answers(500, "{\"error\":\"internal error\"}")),
                Map.entry(
                        "502-page",
                        new HttpFault.Answers(
                                StandInReply.text(502, "text/html", "<html>Bad Gateway</html>"))),
                Map.entry("partial-network", partial("NETWORK_FAILURE")),
                Map.entry("partial-unregistered", partial("UNREGISTERED_FAILURE")),
                Map.entry("partial-identity", partial("IDENTITY_FAILURE")),
                Map.entry("partial-rate-limit", partial("RATE_LIMIT_FAILURE")),
                Map.entry("silent-before", new HttpFault.SilentBeforeCommit()),
                Map.entry("silent-after", new HttpFault.SilentAfterCommit()),
                Map.entry("drops-before", new HttpFault.DropsBeforeCommit()),
                Map.entry("drops-after", new HttpFault.DropsAfterCommit()),
                Map.entry("slow-body", new HttpFault.EndlessAnswer()),
                Map.entry("slow", HttpFault.Slow.A_LITTLE));
    }

    /** A 201 that says in its body that the recipient did not get it, as newer gateways do. */
    private static HttpFault partial(String reason) {
        return answers(
                201,
                "[{\"timestamp\":\"1767225600123\",\"errors\":{\"recipients\":[{\"number\":\"+31600000099\",\"uuid\":\"\",\"reason\":\"%s\"}]}}]"
                        .formatted(reason));
    }

    private static HttpFault error(String words) {
        return answers(400, "{\"error\":\"%s\"}".formatted(words));
    }

    private static HttpFault answers(int status, String body) {
        return new HttpFault.Answers(StandInReply.json(status, body));
    }
}
