package trapline.standin.http;

import java.util.Base64;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import trapline.standin.Faults;

/** The inbox page of a stand-in, and its switches for faults. */
final class InboxHtml {
    private static final String POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
                    + " form-action 'self'";
    private static final int SHOWN = 200;
    private static final int MOST_TIMES = 10_000;

    private static final String PAGE =
            """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%1$s</title>
            <style>body{font-family:sans-serif;max-width:50em;margin:2em auto;background:#f3f4f1}
            article{background:#fff;padding:1em;margin:1em 0;white-space:pre-wrap}
            img{max-width:100%%;display:block}</style></head><body><h1>%1$s</h1>
            <form method="post" action="/_faults"><label>Fault <select name="fault">
            <option value="">none: behave</option>%2$s</select></label>
            <label>times <input name="times" value="1" size="4"></label> <button>Switch</button>
            </form><p>%3$d messages, newest first.</p>%4$s</body></html>
            """;

    private final Party party;
    private final Faults<HttpFault> faults;

    InboxHtml(Party party, Faults<HttpFault> faults) {
        this.party = party;
        this.faults = faults;
    }

    boolean isFor(StandInRequest request) {
        return request.is("GET", "/") || request.is("GET", "/_inbox") || isSwitch(request);
    }

    StandInReply answer(StandInRequest request) {
        return isSwitch(request) ? switched(request) : page();
    }

    private static boolean isSwitch(StandInRequest request) {
        return request.is("POST", "/_faults");
    }

    private StandInReply switched(StandInRequest request) {
        // A page of another site must not be able to press this switch.
        if (request.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent()) {
            return StandInReply.text(403, "text/plain", "Not from another site.");
        }
        var form = HttpStandIn.form(request.text());
        var name = form.getOrDefault("fault", List.of("")).get(0);
        var times = form.getOrDefault("times", List.of("1")).get(0);
        if (name.isEmpty()) {
            faults.clear();
            party.recover();
        } else if (!names().contains(name) || !times.matches("[1-9]\\d{0,4}")) {
            return StandInReply.text(
                    400,
                    "text/plain",
                    "The faults are %s; times is from 1 to %d.".formatted(names(), MOST_TIMES));
        } else {
            fail(name, Math.min(Integer.parseInt(times), MOST_TIMES));
        }
        return StandInReply.empty(303).with("Location", "/_inbox");
    }

    private void fail(String name, int times) {
        var fault = party.faults().get(name);
        if (fault == null) {
            party.switches().get(name).accept(times);
        } else {
            faults.add(fault, times);
        }
    }

    private SortedSet<String> names() {
        var names = new TreeSet<>(party.faults().keySet());
        names.addAll(party.switches().keySet());
        return names;
    }

    private StandInReply page() {
        var options = new StringBuilder();
        names().forEach(name -> options.append("<option>%s</option>".formatted(escape(name))));
        var inbox = party.inbox();
        var list = new StringBuilder();
        for (var i = inbox.size() - 1; i >= Math.max(0, inbox.size() - SHOWN); i--) {
            list.append(article(inbox.get(i)));
        }
        return StandInReply.text(
                        200,
                        "text/html; charset=utf-8",
                        PAGE.formatted(escape(party.name()), options, inbox.size(), list))
                .with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "no-store");
    }

    private static String article(Party.Shown message) {
        var pictures = new StringBuilder();
        for (var picture : message.pictures()) {
            pictures.append(
                    "<img alt=\"picture\" src=\"data:image/jpeg;base64,%s\">"
                            .formatted(Base64.getEncoder().encodeToString(picture)));
        }
        return "<article><b>to %s</b>\n%s%s</article>"
                .formatted(escape(message.to()), escape(message.text()), pictures);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
