package trapline.app.delivery;

import org.springframework.scheduling.annotation.Scheduled;
import trapline.delivery.Channels;
import trapline.routes.delivery.MqttConnections;

/** Says goodbye now and then to brokers whose channel was taken out of the configuration. */
class GoneBrokersWatch {
    private final Channels channels;
    private final MqttConnections connections;

    GoneBrokersWatch(Channels channels, MqttConnections connections) {
        this.channels = channels;
        this.connections = connections;
    }

    @Scheduled(fixedDelayString = "PT10S")
    void look() {
        if (channels.areKnown()) {
            connections.keepOnly(channels.current());
        }
    }
}
