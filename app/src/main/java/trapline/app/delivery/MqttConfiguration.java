package trapline.app.delivery;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.delivery.Channels;
import trapline.delivery.MqttDevices;
import trapline.delivery.SpokenAlerts;
import trapline.project.OwnAddresses;
import trapline.routes.delivery.MqttConnections;
import trapline.routes.delivery.MqttDeviceWatch;
import trapline.routes.delivery.MqttSink;
import trapline.routes.delivery.SinkMessages;

/** The sink for brokers, and what they are told of cameras. */
@Configuration
class MqttConfiguration {

    @Bean(destroyMethod = "close")
    MqttConnections mqttConnections(OwnAddresses own) {
        return new MqttConnections(own);
    }

    @Bean
    MqttDevices mqttDevices(JdbcClient jdbc) {
        return new MqttDevices(jdbc);
    }

    @Bean
    MqttSink mqttSink(
            Channels channels,
            SinkMessages messages,
            MqttDevices devices,
            SpokenAlerts spoken,
            MqttConnections connections) {
        return new MqttSink(channels, messages, devices, spoken, connections);
    }

    @Bean
    MqttDeviceWatch mqttDeviceWatch(
            Channels channels, MqttDevices devices, MqttConnections connections, Clock clock) {
        return new MqttDeviceWatch(channels, devices, connections, clock);
    }

    @Bean
    GoneBrokersWatch goneBrokersWatch(Channels channels, MqttConnections connections) {
        return new GoneBrokersWatch(channels, connections);
    }
}
