package trapline.routes.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import trapline.delivery.MqttChannel;
import trapline.delivery.MqttDevice;

/**
 * Announces cameras as Home Assistant wants devices announced: one message for each thing that can
 * be seen of a camera, kept at the broker.
 *
 * @see <a href="https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery">MQTT discovery</a>
 */
final class HomeAssistant {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HomeAssistant() {}

    /** The announcements of one camera, without those that its channel does not send. */
    static List<MqttPublication> announce(MqttChannel channel, String prefix, MqttDevice device) {
        var below = MqttSink.below(channel, device);
        var announcements = new java.util.ArrayList<MqttPublication>();
        announcements.add(
                of(channel, prefix, device, "sensor", "label", "Last sighting")
                        .value(below + "/" + MqttSink.STATE, "label")
                        .with("icon", "mdi:paw")
                        .with("json_attributes_topic", below + "/" + MqttSink.STATE)
                        .made());
        announcements.add(
                of(channel, prefix, device, "sensor", "count", "Count")
                        .value(below + "/" + MqttSink.STATE, "count")
                        .with("icon", "mdi:counter")
                        .with("state_class", "measurement")
                        .made());
        announcements.add(
                of(channel, prefix, device, "sensor", "seen", "Seen at")
                        .value(below + "/" + MqttSink.STATE, "at")
                        .with("device_class", "timestamp")
                        .made());
        announcements.add(
                of(channel, prefix, device, "sensor", "battery", "Battery")
                        .value(below + "/" + MqttDeviceWatch.HEALTH, "battery")
                        .with("device_class", "battery")
                        .with("unit_of_measurement", "%")
                        .with("state_class", "measurement")
                        .with("entity_category", "diagnostic")
                        .made());
        announcements.add(
                of(channel, prefix, device, "sensor", "heard", "Last heard")
                        .value(below + "/" + MqttDeviceWatch.HEALTH, "lastHeard")
                        .with("device_class", "timestamp")
                        .with("entity_category", "diagnostic")
                        .made());
        announcements.add(
                of(channel, prefix, device, "event", "event", "Alert")
                        .with("state_topic", below + "/" + MqttSink.EVENT)
                        .events()
                        .made());
        if (channel.pictures()) {
            announcements.add(
                    of(channel, prefix, device, "image", "picture", "Picture")
                            .with("image_topic", below + "/" + MqttSink.PICTURE)
                            .with("content_type", "image/jpeg")
                            .made());
        }
        return announcements;
    }

    private static Entity of(
            MqttChannel channel,
            String prefix,
            MqttDevice device,
            String component,
            String what,
            String name) {
        return new Entity(channel, prefix, device, component, what, name);
    }

    /** One thing that can be seen of a camera. */
    private static final class Entity {
        private final String topic;
        private final ObjectNode json = JSON.createObjectNode();

        Entity(
                MqttChannel channel,
                String prefix,
                MqttDevice device,
                String component,
                String what,
                String name) {
            topic = "%s/%s/%s/%s/config".formatted(prefix, component, device.uniqueId(), what);
            json.put("name", name);
            json.put("unique_id", device.uniqueId() + "_" + what);
            json.put("qos", 1);
            availability(channel, device);
            device(channel, device);
            json.putObject("origin").put("name", "Trapline");
        }

        /** A camera is there when Trapline is, and the camera was heard of lately. */
        private void availability(MqttChannel channel, MqttDevice device) {
            var list = json.putArray("availability");
            list.addObject().put("topic", MqttConnection.status(channel));
            list.addObject()
                    .put("topic", MqttSink.below(channel, device) + "/" + MqttDeviceWatch.HERE);
            json.put("availability_mode", "all");
        }

        private void device(MqttChannel channel, MqttDevice device) {
            var about = json.putObject("device");
            about.putArray("identifiers").add(device.uniqueId());
            about.put("name", device.name());
            device.make().ifPresent(make -> about.put("manufacturer", make));
            device.model().ifPresent(model -> about.put("model", model));
            device.site().ifPresent(site -> about.put("suggested_area", site));
            channel.consoleUrl()
                    .ifPresent(
                            url ->
                                    about.put(
                                            "configuration_url",
                                            "%s/cameras/%s"
                                                    .formatted(
                                                            url.toString().replaceAll("/+$", ""),
                                                            device.cameraId())));
        }

        Entity value(String stateTopic, String field) {
            json.put("state_topic", stateTopic);
            json.put("value_template", "{{ value_json.%s }}".formatted(field));
            return this;
        }

        Entity with(String key, String value) {
            json.put(key, value);
            return this;
        }

        Entity events() {
            json.putArray("event_types").add("alert").add("update").add("over");
            return this;
        }

        MqttPublication made() {
            return MqttPublication.kept(topic, json);
        }
    }
}
