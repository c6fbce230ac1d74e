package trapline.routes.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import trapline.delivery.AlertModel;
import trapline.delivery.AlertTemplates;
import trapline.delivery.AlertText;
import trapline.delivery.Channel;
import trapline.delivery.Channels;
import trapline.delivery.Dispatch;
import trapline.delivery.Words;
import trapline.stage.PermanentFailure;

/**
 * An alert as JSON. With a secret, {@code X-Trapline-Signature} is {@code sha256=} and the
 * hexadecimal HMAC-SHA-256 of the timestamp header, a full stop and the body.
 */
public class WebhookMessage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Channels channels;
    private final AlertTemplates templates;
    private final Clock clock;

    public WebhookMessage(Channels channels, AlertTemplates templates, Clock clock) {
        this.channels = channels;
        this.templates = templates;
        this.clock = clock;
    }

    /**
     * The JSON of a delivery, UTF-8: all there is, or what the channel's template makes of it.
     *
     * @throws PermanentFailure if the channel or its template is gone
     */
    public byte[] body(Dispatch dispatch) {
        var policy = channels.policy(dispatch.delivery().channel());
        var text =
                new AlertText(
                        dispatch,
                        channel(dispatch.delivery().channel()).consoleUrl(),
                        Words.of(policy.language()),
                        policy.position(dispatch.label()));
        var message = new LinkedHashMap<String, Object>();
        message.put("deliveryId", dispatch.delivery().deliveryId().toString());
        message.put("alertId", dispatch.delivery().alertId().toString());
        message.put("eventId", dispatch.eventId().toString());
        dispatch.captureId().ifPresent(id -> message.put("captureId", id.toString()));
        message.put("rule", dispatch.ruleId());
        message.put("text", text.subject());
        message.put("label", dispatch.label());
        message.put("count", dispatch.count());
        message.put("confidence", dispatch.confidence());
        message.put("raisedAt", dispatch.raisedAt().toString());
        message.put("receivedAt", dispatch.receivedAt().toString());
        message.put(
                "capturedAt",
                dispatch.capturedAt().atZone(dispatch.zone()).toOffsetDateTime().toString());
        message.put("camera", dispatch.cameraName());
        dispatch.siteName().ifPresent(site -> message.put("site", site));
        text.latitude().ifPresent(latitude -> message.put("latitude", latitude));
        text.longitude().ifPresent(longitude -> message.put("longitude", longitude));
        message.put("detections", dispatch.seen().stream().map(WebhookMessage::seen).toList());
        text.map().ifPresent(url -> message.put("map", url.toString()));
        text.more().ifPresent(url -> message.put("link", url.toString()));
        if (policy.body().isPresent()) {
            var model = AlertModel.of(text, text.facts());
            message.forEach(model::putIfAbsent);
            return templates
                    .renderBody(policy.body().get(), model)
                    .getBytes(StandardCharsets.UTF_8);
        }
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values is always JSON", e);
        }
    }

    /** Where the channel's messages go. */
    String host(String channelId) {
        return Objects.requireNonNullElse(channel(channelId).url().getHost(), "");
    }

    /** The headers of a request with this body, the address included. */
    Map<String, Object> headers(String channelId, String deliveryId, byte[] body) {
        var channel = channel(channelId);
        var headers = new LinkedHashMap<String, Object>();
        var timestamp = String.valueOf(clock.instant().getEpochSecond());
        headers.put("CamelHttpUri", channel.url().toString());
        headers.put("CamelHttpMethod", "POST");
        headers.put("Content-Type", "application/json");
        headers.put("X-Trapline-Delivery", deliveryId);
        headers.put("X-Trapline-Timestamp", timestamp);
        channel.secret()
                .ifPresent(
                        secret ->
                                headers.put(
                                        "X-Trapline-Signature",
                                        "sha256=" + signature(secret, timestamp, body)));
        return headers;
    }

    static String signature(String secret, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private Channel.Webhook channel(String channelId) {
        return channels.find(channelId)
                .filter(Channel.Webhook.class::isInstance)
                .map(Channel.Webhook.class::cast)
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "There is no webhook channel %s any more."
                                                .formatted(channelId)));
    }

    private static Map<String, Object> seen(Dispatch.Seen seen) {
        var detection = new LinkedHashMap<String, Object>();
        detection.put("category", seen.category());
        detection.put("confidence", seen.confidence());
        seen.label().ifPresent(label -> detection.put("label", label));
        detection.put("bbox", seen.bbox());
        return detection;
    }
}
