package trapline.standin.whatsapp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import trapline.standin.http.HttpFault;
import trapline.standin.http.StandInReply;

/** The faults of the Cloud API, by name. */
public final class WhatsAppFaults {

    private WhatsAppFaults() {}

    /** Every fault that can be switched on by name. */
    public static Map<String, HttpFault> all() {
        return Map.ofEntries(
                Map.entry("429-130429", error(429, 130429, "Rate limit hit")),
                Map.entry(
                        "429-retry-after",
                        new HttpFault.Answers(
                                reply(429, 4, "Application request limit reached")
                                        .with("Retry-After", "7"))),
                Map.entry(
                        "400-131056",
                        error(
                                400,
                                131056,
                                "(Business Account, Consumer Account) pair rate limit hit")),
                Map.entry("400-131048", error(400, 131048, "Spam rate limit hit")),
                Map.entry(
                        "401-expired",
                        error(401, 190, "Error validating access token: Session has expired")),
                Map.entry(
                        "403-permission",
                        error(403, 10, "Application does not have permission for this action")),
                Map.entry("403-locked", error(403, 131031, "Account has been locked")),
                Map.entry("400-131047", error(400, 131047, "Re-engagement message")),
                Map.entry("400-131026", error(400, 131026, "Message undeliverable")),
                Map.entry(
                        "400-131030",
                        error(400, 131030, "Recipient phone number not in allowed list")),
                Map.entry("400-100", error(400, 100, "Invalid parameter")),
                Map.entry(
                        "404-132001",
                        error(404, 132001, "Template name does not exist in the translation")),
                Map.entry("500-131000", error(500, 131000, "Something went wrong")),
                Map.entry("503-131016", error(503, 131016, "Service unavailable")),
                Map.entry(
                        "502-page",
                        new HttpFault.Answers(
                                StandInReply.text(502, "text/html", "<html>Bad Gateway</html>"))),
                Map.entry("silent-before", new HttpFault.SilentBeforeCommit()),
                Map.entry("silent-after", new HttpFault.SilentAfterCommit()),
                Map.entry("drops-before", new HttpFault.DropsBeforeCommit()),
                Map.entry("drops-after", new HttpFault.DropsAfterCommit()),
                Map.entry("slow-body", new HttpFault.EndlessAnswer()),
                Map.entry("slow", HttpFault.Slow.A_LITTLE));
    }

    static StandInReply reply(int status, int code, String words) {
        var error = JsonNodeFactory.instance.objectNode();
        error.put("message", "(#%d) %s".formatted(code, words))
                .put("type", "OAuthException")
                .put("code", code);
        error.putObject("error_data").put("messaging_product", "whatsapp").put("details", words);
        error.put("fbtrace_id", "Az8or2yhqkZfEZ-_4Qn_Bam");
        var body = JsonNodeFactory.instance.objectNode();
        body.set("error", error);
        return StandInReply.json(status, body.toString());
    }

    private static HttpFault error(int status, int code, String words) {
        return new HttpFault.Answers(reply(status, code, words));
    }
}
