package trapline.routes.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import trapline.delivery.AlertText;
import trapline.delivery.Channels;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.Dispatch;
import trapline.delivery.Message;
import trapline.delivery.PushChannel;
import trapline.delivery.PushKeys;
import trapline.delivery.PushSubscription;
import trapline.delivery.PushSubscriptions;
import trapline.delivery.SignedLinks;
import trapline.event.Severity;
import trapline.stage.PermanentFailure;

/**
 * Shows an alert in all browsers of one person. A repeat goes only to the browsers that do not have
 * it; one whose answer was lost takes the place of the first. Browsers that are gone are forgotten.
 */
public class PushSink {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Readers see less; what was longer would not fit in all alphabets. */
    private static final int LONGEST_BODY = 600;

    private static final int LONGEST_TITLE = 150;

    private final Channels channels;
    private final SinkMessages messages;
    private final PushSubscriptions subscriptions;
    private final PushServer server;
    private final SignedLinks links;

    public PushSink(
            Channels channels,
            SinkMessages messages,
            PushSubscriptions subscriptions,
            PartyClient client,
            PushKeys keys,
            SignedLinks links,
            Clock clock) {
        this.channels = channels;
        this.messages = messages;
        this.subscriptions = subscriptions;
        this.server = new PushServer(client, keys, clock);
        this.links = links;
    }

    /**
     * @param body a {@link Message}, or a text
     * @param to the mail address of an account, for a text; not asked for a message
     * @throws NotAccepted if no browser has it, or one may yet get it
     */
    public DeliveryOutcome send(Object body, String channelId, String to) {
        var channel = channel(channelId);
        var message = messages.of(body, channelId, to);
        var id = UUID.fromString(message.id());
        var version = message.dispatch().map(d -> d.details().version()).orElse(1);
        var outcomes = new ArrayList<DeliveryOutcome>();
        var text = json(message);
        for (var browser : subscriptions.without(id, version, message.recipient())) {
            var outcome = server.push(channel, browser, text, travel(message, id));
            settle(id, version, browser, outcome);
            outcome.ifPresent(outcomes::add);
        }
        return whole(outcomes, subscriptions.with(id, version));
    }

    private void settle(
            UUID id, int version, PushSubscription browser, Optional<DeliveryOutcome> outcome) {
        if (outcome.isEmpty()) {
            subscriptions.drop(browser.subscriptionId());
        } else if (outcome.get() instanceof DeliveryOutcome.Accepted) {
            subscriptions.sent(id, version, browser.subscriptionId());
        }
    }

    /** While one browser may yet get it, it is tried again; one refusal does not spoil the rest. */
    private static DeliveryOutcome whole(List<DeliveryOutcome> outcomes, int browsers) {
        var later =
                outcomes.stream()
                        .filter(DeliveryOutcome.Deferred.class::isInstance)
                        .map(DeliveryOutcome.Deferred.class::cast)
                        .max((a, b) -> a.retryAfter().compareTo(b.retryAfter()));
        if (later.isPresent()) {
            throw new NotAccepted(later.get());
        }
        var unknown =
                outcomes.stream().filter(DeliveryOutcome.Unknown.class::isInstance).findFirst();
        if (unknown.isPresent()) {
            throw new NotAccepted(unknown.get());
        }
        if (browsers > 0) {
            return new DeliveryOutcome.Accepted(
                    browsers == 1 ? "1 browser" : browsers + " browsers");
        }
        throw new NotAccepted(
                outcomes.stream()
                        .filter(DeliveryOutcome.Refused.class::isInstance)
                        .findFirst()
                        .orElse(
                                new DeliveryOutcome.Refused(
                                        "No browser shows messages to this person. Let them log in"
                                                + " and choose it in the menu of their account.")));
    }

    /** What matters more waits longer for a browser that is off, and wakes a phone that sleeps. */
    private static PushServer.Travel travel(Message message, UUID id) {
        var about = message.dispatch().map(dispatch -> dispatch.delivery().alertId()).orElse(id);
        var bytes =
                ByteBuffer.allocate(16)
                        .putLong(about.getMostSignificantBits())
                        .putLong(about.getLeastSignificantBits())
                        .array();
        var topic = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var severity = message.dispatch().map(d -> d.details().severity()).orElse(Severity.WARNING);
        if (message.edits().isPresent()) {
            return new PushServer.Travel(Duration.ofHours(4), "low", topic);
        }
        return switch (severity) {
            case CRITICAL -> new PushServer.Travel(Duration.ofHours(24), "high", topic);
            case WARNING -> new PushServer.Travel(Duration.ofHours(12), "normal", topic);
            case INFO -> new PushServer.Travel(Duration.ofHours(4), "low", topic);
        };
    }

    /** As the console's service worker reads it. */
    private byte[] json(Message message) {
        var json = JSON.createObjectNode();
        var about = message.dispatch();
        json.put("title", AlertText.cut(message.headline(), LONGEST_TITLE));
        json.put("body", AlertText.cut(message.text(), LONGEST_BODY));
        json.put(
                "tag",
                about.map(dispatch -> dispatch.delivery().alertId().toString())
                        .orElse(message.id()));
        json.put("url", about.map(PushSink::page).orElse("/"));
        about.flatMap(this::picture).ifPresent(link -> json.put("image", link));
        json.put("silent", message.edits().isPresent());
        json.put(
                "stays", about.map(d -> d.details().severity() == Severity.CRITICAL).orElse(false));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The browser fetches it by itself, so that it passes nobody else. */
    private Optional<String> picture(Dispatch dispatch) {
        return dispatch.shown()
                .filter(capture -> dispatch.withPicture())
                .map(
                        capture ->
                                "/answers/"
                                        + links.code(
                                                SignedLinks.Purpose.PICTURE,
                                                dispatch.delivery().deliveryId()));
    }

    private static String page(Dispatch dispatch) {
        return "/events/" + dispatch.eventId();
    }

    private PushChannel channel(String channelId) {
        return channels.find(channelId)
                .filter(PushChannel.class::isInstance)
                .map(PushChannel.class::cast)
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "There is no web push channel %s.".formatted(channelId)));
    }
}
