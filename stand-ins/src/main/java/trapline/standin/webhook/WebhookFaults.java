package trapline.standin.webhook;

import java.util.Map;
import trapline.standin.http.HttpFault;
import trapline.standin.http.StandInReply;

/** The faults of a web server, by name. */
public final class WebhookFaults {

    private WebhookFaults() {}

    /** Answers with a status and does not keep the request. */
    public static HttpFault status(int status) {
        return new HttpFault.Answers(StandInReply.empty(status));
    }

    /** Answers with a status and how long to wait, and does not keep the request. */
    public static HttpFault status(int status, String retryAfter) {
        return new HttpFault.Answers(StandInReply.empty(status).with("Retry-After", retryAfter));
    }

    /** Answers 302 to another address, and does not keep the request. */
    public static HttpFault redirect(String location) {
        return new HttpFault.Answers(StandInReply.empty(302).with("Location", location));
    }

    /** Every fault that can be switched on by name. */
    public static Map<String, HttpFault> all() {
        return Map.ofEntries(
                Map.entry("400", status(400)),
                Map.entry("401", status(401)),
                Map.entry("404", status(404)),
                Map.entry("408", status(408)),
                Map.entry("410", status(410)),
                Map.entry("413", status(413)),
                Map.entry("425", status(425)),
                Map.entry("429", status(429)),
                Map.entry("429-seconds", status(429, "7")),
                Map.entry("429-date", status(429, "Fri, 01 Jan 2100 00:02:00 GMT")),
                Map.entry("429-nonsense", status(429, "soon")),
                Map.entry("500", status(500)),
                Map.entry("503", status(503)),
                Map.entry("redirect", redirect("http://127.0.0.1:1/")),
                Map.entry("silent-before", new HttpFault.SilentBeforeCommit()),
                Map.entry("silent-after", new HttpFault.SilentAfterCommit()),
                Map.entry("drops-before", new HttpFault.DropsBeforeCommit()),
                Map.entry("drops-after", new HttpFault.DropsAfterCommit()),
                Map.entry("slow-body", new HttpFault.EndlessAnswer()),
                Map.entry("slow", HttpFault.Slow.A_LITTLE));
    }
}
