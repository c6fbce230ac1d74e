package trapline.routes.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * One thing to publish.
 *
 * @param retained whether the broker keeps it for who comes later; kept and empty, it forgets
 */
@SuppressWarnings("ArrayRecordComponent") // made and sent, never compared
record MqttPublication(String topic, byte[] payload, boolean retained) {

    /** What is so, until something else is. */
    static MqttPublication kept(String topic, ObjectNode json) {
        return kept(topic, json.toString());
    }

    static MqttPublication kept(String topic, String text) {
        return new MqttPublication(topic, text.getBytes(StandardCharsets.UTF_8), true);
    }

    /** What happens once. */
    static MqttPublication passing(String topic, String text) {
        return new MqttPublication(topic, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** The broker keeps nothing of it any more. */
    static MqttPublication gone(String topic) {
        return new MqttPublication(topic, new byte[0], true);
    }
}
