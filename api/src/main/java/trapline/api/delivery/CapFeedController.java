package trapline.api.delivery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import trapline.api.access.Caller;
import trapline.api.access.Role;
import trapline.api.capture.BytesAnswer;
import trapline.api.problem.NotFound;
import trapline.delivery.CapChannel;
import trapline.delivery.CapDocument;
import trapline.delivery.CapDocuments;
import trapline.delivery.Channels;

/**
 * The feed of a CAP channel. Readers see documents of their own projects only; they log in with a
 * password or an API key. Readers ask each minute, so what has not changed is answered shortly.
 */
@Tag(name = "cap", description = "Alerts by the Common Alerting Protocol")
@RestController
@RequestMapping("/api/cap/{channel}")
class CapFeedController {
    private static final int PAGE = 50;
    private static final MediaType CAP = MediaType.parseMediaType("application/cap+xml");

    private final Channels channels;
    private final CapDocuments documents;
    private final CapFeed feed;

    CapFeedController(Channels channels, CapDocuments documents) {
        this.channels = channels;
        this.documents = documents;
        this.feed = new CapFeed();
    }

    @Operation(
            summary = "The feed of a channel, as Atom",
            description =
                    "Documents that have not run out, newest first, of the caller's projects. Takes"
                            + " If-None-Match and If-Modified-Since; follow rel=next for more.")
    @GetMapping(path = "/feed.atom")
    ResponseEntity<String> feed(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String channel,
            @RequestParam Optional<UUID> project,
            @RequestParam Optional<String> after,
            WebRequest request) {
        var found = find(channel);
        var scope = caller.scope(Role.VIEWER, project);
        var page = documents.feed(channel, scope.projects(), after, PAGE + 1);
        var shown = page.subList(0, Math.min(PAGE, page.size()));
        var atom = feed.atom(found, shown, new CapFeed.Place(project, after, page.size() > PAGE));
        var etag = CapFeed.etag(atom);
        var changed = shown.stream().mapToLong(d -> d.sent().at().toEpochMilli()).max().orElse(-1);
        if (request.checkNotModified(etag, changed)) {
            return null;
        }
        return answer(etag).contentType(MediaType.APPLICATION_ATOM_XML).body(atom);
    }

    @Operation(summary = "One document, as it was published")
    @GetMapping(path = "/{identifier}.xml")
    ResponseEntity<String> document(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String channel,
            @PathVariable String identifier) {
        var xml = find(caller, channel, identifier).xml();
        return answer(CapFeed.etag(xml)).contentType(CAP).body(xml);
    }

    @Operation(summary = "The picture of a document")
    @GetMapping(path = "/{identifier}.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> picture(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String channel,
            @PathVariable String identifier) {
        var document = find(caller, channel, identifier);
        return documents
                .picture(document.identifier())
                .map(jpeg -> BytesAnswer.jpeg(jpeg, document.identifier()))
                .orElseThrow(() -> new NotFound("picture of", identifier));
    }

    private CapDocument find(Caller caller, String channel, String identifier) {
        find(channel);
        return documents
                .find(channel, identifier, caller.scope().projects())
                .orElseThrow(() -> new NotFound("document", identifier));
    }

    private CapChannel find(String channel) {
        return channels.find(channel)
                .filter(CapChannel.class::isInstance)
                .map(CapChannel.class::cast)
                .orElseThrow(() -> new NotFound("CAP channel", channel));
    }

    private static ResponseEntity.BodyBuilder answer(String etag) {
        return ResponseEntity.ok().eTag(etag).cacheControl(CacheControl.noCache().cachePrivate());
    }
}
