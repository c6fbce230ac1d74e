package trapline.standin.cap;

import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Document;
import trapline.standin.Faults;
import trapline.standin.http.HttpFault;
import trapline.standin.http.HttpStandIn;
import trapline.standin.http.Party;
import trapline.standin.http.StandInReply;
import trapline.standin.http.StandInRequest;

/**
 * A receiver of CAP documents. It refuses what the standard forbids, takes a document that it has
 * already without doing anything, and knows from updates and cancels which alerts hold. Safe for
 * many threads.
 */
public final class CapStandIn implements AutoCloseable {
    private static final String PATH = "/cap";

    private final String token;
    private final CapCheck check = new CapCheck();
    private final Receiver receiver = new Receiver();
    private final HttpStandIn server;
    private final Map<String, Received> byIdentifier = new LinkedHashMap<>();

    /**
     * A document that was taken.
     *
     * @param times how often it came, once or more
     */
    public record Received(String xml, Document document, int times) {
        /** The text of the first element of this name; empty text: there is none. */
        public String text(String name) {
            return CapCheck.text(document.getDocumentElement(), name).orElse("");
        }
    }

    private CapStandIn(String token, int port) {
        this.token = token;
        this.server = HttpStandIn.start(receiver, port);
    }

    /** Starts on a free port. */
    public static CapStandIn start(String token) {
        return start(token, 0);
    }

    public static CapStandIn start(String token, int port) {
        return new CapStandIn(token, port);
    }

    /** Where documents are posted. */
    public URI url() {
        return server.url().resolve(PATH);
    }

    public Faults<HttpFault> faults() {
        return server.faults();
    }

    /** A fault that can be asked for by name on the inbox page. */
    public HttpFault faultNamed(String name) {
        return receiver.faults().get(name);
    }

    /** What was taken, oldest first. */
    public List<Received> received() {
        synchronized (byIdentifier) {
            return List.copyOf(byIdentifier.values());
        }
    }

    /** The documents that hold: neither replaced nor cancelled, and no cancel themselves. */
    public List<Received> holding() {
        var references = new ArrayList<String>();
        received().forEach(r -> references.addAll(List.of(r.text("references").split(" "))));
        return received().stream()
                .filter(r -> !r.text("msgType").equals("Cancel"))
                .filter(
                        r ->
                                !references.contains(
                                        "%s,%s,%s"
                                                .formatted(
                                                        r.text("sender"),
                                                        r.text("identifier"),
                                                        r.text("sent"))))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Receiver implements Party {
        @Override
        public String name() {
            return "CAP";
        }

        @Override
        public Map<String, HttpFault> faults() {
            return Map.ofEntries(
                    Map.entry("400", answers(400, "the document is not valid")),
                    Map.entry("401", answers(401, "token expired")),
                    Map.entry("403", answers(403, "not for you")),
                    Map.entry("404", answers(404, "nothing here")),
                    Map.entry("413", answers(413, "too large")),
                    Map.entry("429", answers(429, "too many alerts")),
                    Map.entry(
                            "429-wait",
                            new HttpFault.Answers(
                                    StandInReply.text(429, "text/plain", "too many alerts")
                                            .with("Retry-After", "30"))),
                    Map.entry("500", answers(500, "broken")),
                    Map.entry("503", answers(503, "away")),
                    Map.entry(
                            "redirect",
                            new HttpFault.Answers(
                                    StandInReply.empty(307).with("Location", "http://127.0.0.1/"))),
                    Map.entry("silent-before", new HttpFault.SilentBeforeCommit()),
                    Map.entry("silent-after", new HttpFault.SilentAfterCommit()),
                    Map.entry("drops-before", new HttpFault.DropsBeforeCommit()),
                    Map.entry("drops-after", new HttpFault.DropsAfterCommit()),
                    Map.entry("slow-body", new HttpFault.EndlessAnswer()),
                    Map.entry("slow", HttpFault.Slow.A_LITTLE));
        }

        private HttpFault answers(int status, String words) {
            return new HttpFault.Answers(StandInReply.text(status, "text/plain", words));
        }

        @Override
        public StandInReply answer(StandInRequest request) {
            if (!request.header("Authorization").orElse("").equals("Bearer " + token)) {
                return StandInReply.text(401, "text/plain", "who are you?");
            }
            if (!request.method().equals("POST") || !request.path().equals(PATH)) {
                return StandInReply.text(404, "text/plain", "nothing here");
            }
            if (!request.header("Content-Type").orElse("").startsWith("application/cap+xml")) {
                return StandInReply.text(415, "text/plain", "not application/cap+xml");
            }
            try {
                return take(request.text(), check.read(request.text()));
            } catch (CapCheck.Invalid e) {
                return StandInReply.text(400, "text/plain", e.getMessage());
            }
        }

        private StandInReply take(String xml, Document document) {
            var identifier =
                    CapCheck.text(document.getDocumentElement(), "identifier").orElseThrow();
            synchronized (byIdentifier) {
                var before = byIdentifier.get(identifier);
                if (before != null && !before.xml().equals(xml)) {
                    return StandInReply.text(400, "text/plain", "an identifier was used again");
                }
                byIdentifier.put(
                        identifier,
                        new Received(xml, document, before == null ? 1 : before.times() + 1));
            }
            return StandInReply.text(200, "text/plain", "taken");
        }

        @Override
        public List<Shown> inbox() {
            return received().stream()
                    .map(r -> new Shown(r.text("identifier"), r.xml(), pictures(r)))
                    .toList();
        }

        private List<byte[]> pictures(Received received) {
            var content = received.text("derefUri");
            return content.isEmpty() ? List.of() : List.of(Base64.getMimeDecoder().decode(content));
        }
    }
}
