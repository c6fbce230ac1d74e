package trapline.standin.gundi;

import java.util.Map;
import trapline.standin.http.HttpFault;
import trapline.standin.http.StandInReply;

/** The faults of Gundi, by name. */
public final class GundiFaults {

    private GundiFaults() {}

    /** Every fault that can be switched on by name. */
    public static Map<String, HttpFault> all() {
        return Map.ofEntries(
                Map.entry(
                        "400",
                        answers(400, "{\"location\":[\"'location' requires 'lat' and 'lon'.\"]}")),
                Map.entry("401", answers(401, "{\"message\":\"No API key found in request\"}")),
                Map.entry(
                        "403",
                        answers(403, "{\"message\":\"Invalid authentication credentials\"}")),
                Map.entry("429", answers(429, "{\"message\":\"API rate limit exceeded\"}")),
                Map.entry(
                        "413-page",
                        new HttpFault.Answers(
                                StandInReply.text(413, "text/html", "<html>Too Large</html>"))),
                Map.entry("500", answers(500, "{\"detail\":\"Internal Server Error\"}")),
                Map.entry(
                        "503-page",
                        new HttpFault.Answers(
                                StandInReply.text(503, "text/html", "<html>nginx</html>"))),
                Map.entry("silent-before", new HttpFault.SilentBeforeCommit()),
                Map.entry("silent-after", new HttpFault.SilentAfterCommit()),
                Map.entry("drops-before", new HttpFault.DropsBeforeCommit()),
                Map.entry("drops-after", new HttpFault.DropsAfterCommit()),
                Map.entry("slow-body", new HttpFault.EndlessAnswer()),
                Map.entry("slow", HttpFault.Slow.A_LITTLE));
    }

    private static HttpFault answers(int status, String body) {
        return new HttpFault.Answers(StandInReply.json(status, body));
    }
}
