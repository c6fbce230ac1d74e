package trapline.routes.delivery;

import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import java.time.Duration;
import javax.net.ssl.SSLException;
import trapline.delivery.DeliveryOutcome;
import trapline.delivery.DeliveryOutcome.Concerns;

/** What a broker's codes mean (MQTT 5.0, section 2.4). Texts of exceptions are not repeated. */
final class MqttAnswers {
    private MqttAnswers() {}

    /** The broker let nobody in, or was not there. */
    static NotAccepted notConnected(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Mqtt5ConnAckException refused) {
                return notLetIn(refused);
            }
            if (cause instanceof SSLException) {
                return deferred("The broker has no certificate that this machine trusts.");
            }
            if (cause instanceof ConnectionFailedException && cause.getCause() == null) {
                break;
            }
        }
        return deferred("The broker cannot be reached.");
    }

    /** Nothing was sent. */
    static NotAccepted ownUse() {
        return new NotAccepted(
                new DeliveryOutcome.Refused(
                        "The name of the broker leads to an address that is for a machine's own"
                                + " use."));
    }

    private static NotAccepted notLetIn(Mqtt5ConnAckException refused) {
        var code = refused.getMqttMessage().getReasonCode();
        return switch (code) {
            case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED, BANNED, BAD_AUTHENTICATION_METHOD ->
                    barred("The broker refused the login: %s.".formatted(words(code)));
            case UNSUPPORTED_PROTOCOL_VERSION ->
                    barred("The broker does not speak MQTT 5. Mosquitto does from version 1.6.");
            case RETAIN_NOT_SUPPORTED, QOS_NOT_SUPPORTED, PACKET_TOO_LARGE ->
                    barred(
                            "The broker does not allow what Trapline needs: %s."
                                    .formatted(words(code)));
            default -> deferred("The broker did not let Trapline in: %s.".formatted(words(code)));
        };
    }

    /** A message was sent, and not taken as it should be. */
    static NotAccepted notTaken(Throwable failure, boolean withPicture) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Mqtt5PubAckException refused) {
                return refused(refused);
            }
            if (cause instanceof MqttEncodeException) {
                return tooLarge("The message is larger than the broker takes.", withPicture);
            }
            if (cause instanceof Mqtt5DisconnectException closed
                    && closed.getMqttMessage().getReasonCode()
                            == Mqtt5DisconnectReasonCode.PACKET_TOO_LARGE) {
                return tooLarge("The broker hung up: packet too large.", withPicture);
            }
        }
        return new NotAccepted(
                new DeliveryOutcome.Unknown(
                        "The connection broke before the broker said that it has the message."));
    }

    private static NotAccepted refused(Mqtt5PubAckException refused) {
        var code = refused.getMqttMessage().getReasonCode();
        var said = "The broker answered: %s.".formatted(words(code));
        return switch (code) {
            case NOT_AUTHORIZED ->
                    new NotAccepted(
                            new DeliveryOutcome.Refused(
                                    said + " Let the user write below the channel's topics."));
            case TOPIC_NAME_INVALID, PAYLOAD_FORMAT_INVALID ->
                    new NotAccepted(new DeliveryOutcome.Refused(said));
            default -> deferred(said);
        };
    }

    static NotAccepted silent(Duration waited) {
        return new NotAccepted(
                new DeliveryOutcome.Unknown(
                        "The broker did not say within %s that it has the message."
                                .formatted(waited)));
    }

    /** Whoever tries again finds the channel as it is now. */
    static NotAccepted changed() {
        return new NotAccepted(
                new DeliveryOutcome.Deferred(
                        "The channel was changed in the meantime.", Duration.ZERO));
    }

    private static NotAccepted tooLarge(String said, boolean withPicture) {
        return new NotAccepted(
                withPicture
                        ? new DeliveryOutcome.TooLarge(said)
                        : new DeliveryOutcome.Refused(said));
    }

    private static NotAccepted barred(String said) {
        return new NotAccepted(new DeliveryOutcome.Barred(said));
    }

    private static NotAccepted deferred(String said) {
        return new NotAccepted(new DeliveryOutcome.Deferred(said, Duration.ZERO, Concerns.CHANNEL));
    }

    private static String words(Enum<?> code) {
        return code.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
