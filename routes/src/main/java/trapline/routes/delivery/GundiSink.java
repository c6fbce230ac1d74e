package trapline.routes.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import trapline.delivery.AlertText;
import trapline.delivery.Channels;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.DeliveryOutcome.Concerns;
import trapline.delivery.Dispatch;
import trapline.delivery.GundiChannel;
import trapline.delivery.Masking;
import trapline.delivery.Message;
import trapline.delivery.Uploads;
import trapline.delivery.Vocabulary;
import trapline.stage.PermanentFailure;

/**
 * Hands an alert to Gundi, with its picture. A repeat is the same to the byte, so within an hour
 * Gundi passes it on once. The first id it gave is kept: pictures that are added to a repeat's id
 * go nowhere.
 */
public class GundiSink {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration LIMITED = Duration.ofSeconds(60);

    private final Channels channels;
    private final SinkMessages messages;
    private final Uploads uploads;
    private final Vocabulary vocabulary;
    private final PartyClient client;
    private final Masking masking = new Masking();
    private final Clock clock;

    public GundiSink(
            Channels channels,
            SinkMessages messages,
            Uploads uploads,
            Vocabulary vocabulary,
            PartyClient client,
            Clock clock) {
        this.channels = channels;
        this.messages = messages;
        this.uploads = uploads;
        this.vocabulary = vocabulary;
        this.client = client;
        this.clock = clock;
    }

    /**
     * @param body a {@link Message}, or the text of one
     * @param to a name for the destination; not asked for a message
     * @throws NotAccepted if Gundi did not take it
     */
    public DeliveryOutcome send(Object body, String channelId, String to) {
        var channel = channel(channelId);
        var message = messages.of(body, channelId, to);
        try {
            var id = event(channel, message);
            if (message.picture().isPresent()) {
                attach(channel, message, id, message.picture().get());
            }
            return new DeliveryOutcome.Accepted(id);
        } catch (PartyClient.NotReached e) {
            throw new NotAccepted(
                    new DeliveryOutcome.Deferred(
                            "Gundi %s.".formatted(e.getMessage()),
                            Duration.ZERO,
                            Concerns.CHANNEL));
        } catch (PartyClient.AnswerLost e) {
            throw new NotAccepted(
                    new DeliveryOutcome.Unknown(
                            "Gundi did not say whether it has the event: %s."
                                    .formatted(e.getMessage())));
        }
    }

    private String event(GundiChannel channel, Message message)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var name = "event " + message.id();
        var known = uploads.find(channel.channelId(), name, KEPT);
        if (known.isPresent()) {
            return known.get();
        }
        var answer =
                client.call(
                        request(channel, "/v2/events/")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                json(channel, message).toString())),
                        channel.timeout());
        var id = objectId(answer.body());
        if (answer.status() != 200 || id.isEmpty()) {
            throw new NotAccepted(outcome(channel, answer));
        }
        uploads.keep(channel.channelId(), name, id.get());
        return id.get();
    }

    /** Files of a name that the event has are dropped, so a repeat does no harm. */
    private void attach(GundiChannel channel, Message message, String id, Message.Picture picture)
            throws PartyClient.NotReached, PartyClient.AnswerLost {
        var form =
                new FormData()
                        .file(
                                "file1",
                                "trapline-%s.jpg".formatted(message.id()),
                                "image/jpeg",
                                picture.jpeg());
        var answer =
                client.call(
                        request(channel, "/v2/events/%s/attachments/".formatted(id))
                                .header("Content-Type", form.contentType())
                                .POST(form.publisher()),
                        channel.timeout());
        if (answer.status() != 200) {
            throw new NotAccepted(outcome(channel, answer));
        }
    }

    private ObjectNode json(GundiChannel channel, Message message) {
        var event = JSON.createObjectNode();
        var text = message.dispatch().map(dispatch -> text(channel, dispatch));
        event.put("title", text.map(AlertText::headline).orElse(message.headline()));
        event.put("event_type", channel.eventType());
        event.put(
                "recorded_at",
                message.dispatch().map(EarthRangerReport::time).orElseGet(() -> now()));
        message.dispatch().ifPresent(dispatch -> event.put("source", source(dispatch)));
        text.flatMap(AlertText::latitude)
                .ifPresent(
                        latitude ->
                                text.flatMap(AlertText::longitude)
                                        .ifPresent(
                                                longitude ->
                                                        event.putObject("location")
                                                                .put("lat", latitude)
                                                                .put("lon", longitude)));
        var details = event.putObject("event_details");
        message.dispatch()
                .ifPresent(
                        dispatch ->
                                EarthRangerReport.details(
                                        details, dispatch, channel.eventType(), text));
        // Events that are alike in everything else would be taken for repeats.
        details.put("delivery", message.id());
        return event;
    }

    private AlertText text(GundiChannel channel, Dispatch dispatch) {
        var policy = channels.policy(channel.channelId());
        return new AlertText(
                dispatch,
                channel.consoleUrl(),
                vocabulary.in(policy.language()),
                policy.position(dispatch.label()));
    }

    private static String source(Dispatch dispatch) {
        return dispatch.course().project() + ":" + dispatch.cameraName();
    }

    private String now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private DeliveryOutcome outcome(GundiChannel channel, PartyClient.Answer answer) {
        var reason =
                "Gundi answered %d: %s"
                        .formatted(answer.status(), masking.mask(answer.body(), channel));
        return switch (answer.status()) {
            case 200 -> new DeliveryOutcome.Unknown("Gundi's answer could not be read.");
            case 401, 403 ->
                    new DeliveryOutcome.Barred(reason + " Give the channel the connection's key.");
            case 413 -> new DeliveryOutcome.TooLarge(reason);
            case 429 ->
                    new DeliveryOutcome.Deferred(
                            reason,
                            answer.retryAfter().isZero() ? LIMITED : answer.retryAfter(),
                            Concerns.CHANNEL);
            default ->
                    answer.status() >= 500
                            ? new DeliveryOutcome.Deferred(
                                    reason, answer.retryAfter(), Concerns.CHANNEL)
                            : new DeliveryOutcome.Refused(reason);
        };
    }

    private static HttpRequest.Builder request(GundiChannel channel, String path) {
        return HttpRequest.newBuilder(
                        URI.create(channel.baseUrl().toString().replaceAll("/+$", "") + path))
                .header("apikey", channel.apiKey());
    }

    private static Optional<String> objectId(String body) {
        try {
            return Optional.of(JSON.readTree(body).path("object_id").asText(""))
                    .filter(EarthRangerReport::isId);
        } catch (JsonProcessingException e) {
            // A page of a proxy's; its status says enough.
            return Optional.empty();
        }
    }

    private GundiChannel channel(String channelId) {
        return channels.find(channelId)
                .filter(GundiChannel.class::isInstance)
                .map(GundiChannel.class::cast)
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "There is no Gundi channel %s.".formatted(channelId)));
    }
}
