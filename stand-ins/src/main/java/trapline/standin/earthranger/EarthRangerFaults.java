package trapline.standin.earthranger;

import java.util.Map;
import trapline.standin.http.HttpFault;
import trapline.standin.http.StandInReply;

/** The faults of a site, by name. */
public final class EarthRangerFaults {

    private EarthRangerFaults() {}

    /** Every fault that can be switched on by name. */
    public static Map<String, HttpFault> all() {
        return Map.ofEntries(
                Map.entry(
                        "400-type",
                        answers(
                                StandInReply.json(
                                        400,
                                        "{\"data\":[[{\"event_type\":{\"event_type\":\"Value 'x' does not exist.\"}}]],\"status\":{\"code\":400,\"message\":\"Bad Request\"}}"))),
                Map.entry(
                        "401",
                        raised(
                                401,
                                "Unauthorized",
                                "Authentication credentials were not provided.")),
                Map.entry(
                        "403",
                        raised(
                                403,
                                "Forbidden",
                                "You do not have permission to perform this action.")),
                Map.entry("404", raised(404, "Not Found", "Not found.")),
                Map.entry(
                        "413-page",
                        answers(
                                StandInReply.text(
                                        413, "text/html", "<html>Entity Too Large</html>"))),
                Map.entry("429", raised(429, "Too Many Requests", "Request was throttled.")),
                Map.entry(
                        "429-seconds",
                        answers(
                                envelope(429, "Too Many Requests", "Request was throttled.")
                                        .with("Retry-After", "120"))),
                Map.entry(
                        "429-date",
                        answers(
                                envelope(429, "Too Many Requests", "Request was throttled.")
                                        .with("Retry-After", "Fri, 01 Jan 2100 00:02:00 GMT"))),
                Map.entry("500", raised(500, "Internal Server Error", "Server error")),
                Map.entry("502-page", page(502)),
                Map.entry("503-page", page(503)),
                Map.entry("504-page", page(504)),
                Map.entry(
                        "500-after",
                        new HttpFault.AnswersAfterCommit(
                                envelope(500, "Internal Server Error", "Server error"))),
                Map.entry(
                        "200-page-after",
                        new HttpFault.AnswersAfterCommit(
                                StandInReply.text(200, "text/html", "<html>Please wait</html>"))),
                Map.entry("silent-before", new HttpFault.SilentBeforeCommit()),
                Map.entry("silent-after", new HttpFault.SilentAfterCommit()),
                Map.entry("drops-before", new HttpFault.DropsBeforeCommit()),
                Map.entry("drops-after", new HttpFault.DropsAfterCommit()),
                Map.entry("slow-body", new HttpFault.EndlessAnswer()),
                Map.entry("slow", HttpFault.Slow.A_LITTLE));
    }

    /** Errors that the site raises have no data beside their status. */
    static StandInReply envelope(int status, String message, String detail) {
        return StandInReply.json(
                status,
                "{\"status\":{\"code\":%d,\"message\":\"%s\",\"detail\":\"%s\"}}"
                        .formatted(status, message, detail));
    }

    private static HttpFault raised(int status, String message, String detail) {
        return answers(envelope(status, message, detail));
    }

    private static HttpFault page(int status) {
        return answers(StandInReply.text(status, "text/html", "<html>nginx</html>"));
    }

    private static HttpFault answers(StandInReply reply) {
        return new HttpFault.Answers(reply);
    }
}
