package trapline.routes.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.delivery.Channels;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.Dispatch;
import trapline.delivery.Message;
import trapline.delivery.MqttChannel;
import trapline.delivery.MqttDevice;
import trapline.delivery.MqttDevices;
import trapline.delivery.SpokenAlerts;
import trapline.stage.PermanentFailure;

/**
 * Publishes an alert at a broker: what is so now is kept there (the camera's last sighting and its
 * picture), what happens passes by (the camera's event, and the same under {@code alerts} for who
 * listens to all). A repeat says the same with the same delivery, so listeners can drop it.
 */
public class MqttSink {
    static final String STATE = "state";
    static final String PICTURE = "picture";
    static final String EVENT = "event";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Channels channels;
    private final SinkMessages messages;
    private final MqttDevices devices;
    private final SpokenAlerts spoken;
    private final MqttConnections connections;

    public MqttSink(
            Channels channels,
            SinkMessages messages,
            MqttDevices devices,
            SpokenAlerts spoken,
            MqttConnections connections) {
        this.channels = channels;
        this.messages = messages;
        this.devices = devices;
        this.spoken = spoken;
        this.connections = connections;
    }

    /**
     * @param body a {@link Message}, or a text
     * @param to the end of the topic for a text; not asked for a message
     * @throws NotAccepted if the broker does not have it
     */
    public DeliveryOutcome send(Object body, String channelId, String to) {
        var channel = channel(channelId);
        var message = messages.of(body, channelId, to);
        var publications =
                message.dispatch()
                        .map(dispatch -> alert(channel, message, dispatch))
                        .orElseGet(() -> List.of(text(channel, message)));
        var withPicture = channel.pictures() && message.picture().isPresent();
        connections.of(channel).publish(publications, withPicture);
        return new DeliveryOutcome.Accepted(publications.get(publications.size() - 1).topic());
    }

    /** The topics of one camera begin with this. */
    static String below(MqttChannel channel, MqttDevice device) {
        return channel.topic() + "/cameras/" + device.node();
    }

    private static MqttPublication text(MqttChannel channel, Message message) {
        if (!MqttChannel.isTopic(message.recipient())) {
            throw new PermanentFailure(
                    "This is no end of a topic: letters, digits, dots and hyphens, with / between.");
        }
        return MqttPublication.passing(channel.topic() + "/" + message.recipient(), message.text());
    }

    private List<MqttPublication> alert(MqttChannel channel, Message message, Dispatch dispatch) {
        var json = json(channel, dispatch);
        var publications = new ArrayList<MqttPublication>();
        var device = devices.of(dispatch.delivery().alertId());
        device.ifPresent(
                camera -> {
                    var below = below(channel, camera);
                    if (channel.pictures()) {
                        message.picture()
                                .ifPresent(
                                        picture ->
                                                publications.add(
                                                        new MqttPublication(
                                                                below + "/" + PICTURE,
                                                                picture.jpeg(),
                                                                true)));
                    }
                    if (dispatch.captureId().isPresent()) {
                        publications.add(MqttPublication.kept(below + "/" + STATE, json));
                    }
                    publications.add(MqttPublication.passing(below + "/" + EVENT, json.toString()));
                });
        publications.add(MqttPublication.passing(channel.topic() + "/alerts", json.toString()));
        return publications;
    }

    private ObjectNode json(MqttChannel channel, Dispatch dispatch) {
        var policy = channels.policy(channel.channelId());
        var said = spoken.speak(dispatch, policy.language());
        var text = said.text();
        var details = dispatch.details();
        var json = JSON.createObjectNode();
        json.put("event_type", happening(dispatch));
        json.put("delivery", dispatch.delivery().deliveryId().toString());
        json.put("alert", dispatch.delivery().alertId().toString());
        json.put("event", dispatch.eventId().toString());
        json.put("rule", dispatch.ruleId());
        json.put("severity", details.severity().id());
        json.put("state", details.eventState());
        json.put("headline", text.headline());
        json.put("text", said.whole());
        json.put("label", text.what());
        json.put("count", dispatch.count());
        json.put("confidence", dispatch.confidence());
        json.put("captures", details.captures());
        json.put("project", dispatch.course().project());
        json.put("camera", dispatch.cameraName());
        dispatch.siteName().ifPresent(site -> json.put("site", site));
        json.put("at", dispatch.capturedAt().atZone(dispatch.zone()).toOffsetDateTime().toString());
        text.latitude().ifPresent(latitude -> json.put("latitude", latitude));
        text.longitude().ifPresent(longitude -> json.put("longitude", longitude));
        text.more().ifPresent(url -> json.put("link", url.toString()));
        details.acknowledgedBy().ifPresent(who -> json.put("acknowledgedBy", who));
        return json;
    }

    private static String happening(Dispatch dispatch) {
        if (dispatch.course().edits().isEmpty()) {
            return "alert";
        }
        return dispatch.details().eventState().equals("closed") ? "over" : "update";
    }

    private MqttChannel channel(String channelId) {
        return find(channels, channelId)
                .orElseThrow(
                        () ->
                                new PermanentFailure(
                                        "There is no MQTT channel %s.".formatted(channelId)));
    }

    static Optional<MqttChannel> find(Channels channels, String channelId) {
        return channels.find(channelId)
                .filter(MqttChannel.class::isInstance)
                .map(MqttChannel.class::cast);
    }
}
