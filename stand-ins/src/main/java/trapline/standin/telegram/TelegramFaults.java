package trapline.standin.telegram;

import java.util.Map;
import trapline.standin.http.HttpFault;
import trapline.standin.http.StandInReply;

/** The faults of the Bot API, by name. */
public final class TelegramFaults {

    private TelegramFaults() {}

    /** Every fault that can be switched on by name. */
    public static Map<String, HttpFault> all() {
        return Map.ofEntries(
                Map.entry("429", tooMany(3)),
                Map.entry(
                        "429-without-retry-after", answers(new Refusal(429, "Too Many Requests"))),
                Map.entry("500", answers(new Refusal(500, "Internal Server Error"))),
                Map.entry("502-page", gateway()),
                Map.entry("401", answers(new Refusal(401, "Unauthorized"))),
                Map.entry(
                        "403-blocked",
                        answers(new Refusal(403, "Forbidden: bot was blocked by the user"))),
                Map.entry("400-chat-not-found", answers(Refusal.bad("chat not found"))),
                Map.entry(
                        "400-cannot-parse",
                        answers(
                                Refusal.bad(
                                        "can't parse entities: Unsupported start tag \"x\" at byte offset 3"))),
                Map.entry("400-photo-dimensions", answers(Refusal.bad("PHOTO_INVALID_DIMENSIONS"))),
                Map.entry("413", answers(new Refusal(413, "Request Entity Too Large"))),
                Map.entry("silent-before", new HttpFault.SilentBeforeCommit()),
                Map.entry("silent-after", new HttpFault.SilentAfterCommit()),
                Map.entry("drops-before", new HttpFault.DropsBeforeCommit()),
                Map.entry("drops-after", new HttpFault.DropsAfterCommit()),
                Map.entry("slow-body", new HttpFault.EndlessAnswer()),
                Map.entry("slow", HttpFault.Slow.A_LITTLE));
    }

    /** Answers 429 and says how long to wait. */
    public static HttpFault tooMany(long seconds) {
        return answers(Refusal.tooMany(seconds));
    }

    /** What a proxy in front of the API answers when the API is away: a page, no JSON. */
    private static HttpFault gateway() {
        return new HttpFault.Answers(
                StandInReply.text(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>"));
    }

    private static HttpFault answers(Refusal refusal) {
        return new HttpFault.Answers(refusal.reply());
    }
}
