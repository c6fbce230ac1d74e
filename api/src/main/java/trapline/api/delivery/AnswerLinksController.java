package trapline.api.delivery;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.OptionalInt;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.capture.BytesAnswer;
import trapline.api.problem.NotFound;
import trapline.delivery.Channels;
import trapline.delivery.Deliveries;
import trapline.delivery.Dispatch;
import trapline.delivery.LinkedPictures;
import trapline.delivery.SignedLinks;
import trapline.delivery.Unsubscribed;
import trapline.delivery.Vocabulary;
import trapline.delivery.Words;
import trapline.event.EventDecisions;
import trapline.event.EventHistory;

/**
 * The links in mails and notifications. Who opens one only sees a page, because scanners open links
 * too; the button on it, and the one-click of mail programs (RFC 8058), do what it is for. A link
 * to a picture shows it and does nothing. The signed code is the login.
 */
@Hidden
@RestController
@RequestMapping("/answers/{code}")
class AnswerLinksController {
    private static final String PAGE =
            """
            <!DOCTYPE html><html lang="%1$s"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">
            <title>Trapline</title></head>
            <body style="font-family:sans-serif;max-width:30em;margin:3em auto;padding:0 1em">
            <h1 style="font-size:1.3em">%2$s</h1>%3$s</body></html>
            """;

    private static final String BUTTON =
            "<form method=\"post\"><button style=\"font-size:1.1em;padding:.6em 2em\">%s</button>"
                    + "</form>";

    private final SignedLinks links;
    private final Deliveries deliveries;
    private final EventDecisions decisions;
    private final Unsubscribed unsubscribed;
    private final Channels channels;
    private final Vocabulary vocabulary;
    private final LinkedPictures pictures;

    AnswerLinksController(
            SignedLinks links,
            Deliveries deliveries,
            EventDecisions decisions,
            Unsubscribed unsubscribed,
            Channels channels,
            Vocabulary vocabulary,
            LinkedPictures pictures) {
        this.links = links;
        this.deliveries = deliveries;
        this.decisions = decisions;
        this.unsubscribed = unsubscribed;
        this.channels = channels;
        this.vocabulary = vocabulary;
        this.pictures = pictures;
    }

    /** What a link is for, and the delivery that it came with. */
    private record Opened(SignedLinks.Purpose purpose, Dispatch dispatch) {}

    @GetMapping
    ResponseEntity<?> ask(@PathVariable String code) {
        var opened = open(code);
        if (opened.purpose() == SignedLinks.Purpose.PICTURE) {
            return picture(opened.dispatch());
        }
        var words = words(opened);
        var question =
                words.phrase(
                        opened.purpose() == SignedLinks.Purpose.ACKNOWLEDGE
                                ? "askAcknowledge"
                                : "askUnsubscribe");
        return page(words, question, BUTTON.formatted(escape(words.phrase("yes"))));
    }

    @PostMapping
    ResponseEntity<String> act(@PathVariable String code) {
        var opened = open(code);
        if (opened.purpose() == SignedLinks.Purpose.PICTURE) {
            throw unknown();
        }
        var words = words(opened);
        var delivery = opened.dispatch().delivery();
        if (opened.purpose() == SignedLinks.Purpose.UNSUBSCRIBE) {
            unsubscribed.add(delivery.channel(), delivery.recipient());
            return page(words, words.phrase("done"), "");
        }
        var by = new EventHistory.By(delivery.recipient(), delivery.channel());
        var outcome = decisions.acknowledge(opened.dispatch().eventId(), by, OptionalInt.empty());
        var said =
                outcome == EventDecisions.Outcome.DONE
                        ? words.of("acknowledged", Map.of("who", by.who()))
                        : words.phrase("acknowledgedBefore");
        return page(words, said, "");
    }

    private Opened open(String code) {
        return links.read(code)
                .flatMap(
                        asked ->
                                deliveries
                                        .open(asked.deliveryId())
                                        .map(found -> new Opened(asked.purpose(), found)))
                .orElseThrow(AnswerLinksController::unknown);
    }

    private static NotFound unknown() {
        return new NotFound("link", "like this, or it is too old");
    }

    private ResponseEntity<byte[]> picture(Dispatch dispatch) {
        return pictures.of(dispatch)
                .map(jpeg -> BytesAnswer.jpeg(jpeg, dispatch.delivery().deliveryId().toString()))
                .orElseThrow(AnswerLinksController::unknown);
    }

    private Words words(Opened opened) {
        return vocabulary.in(channels.policy(opened.dispatch().delivery().channel()).language());
    }

    private static ResponseEntity<String> page(Words words, String title, String body) {
        return ResponseEntity.ok()
                .contentType(
                        new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(PAGE.formatted(words.language(), escape(title), body));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
