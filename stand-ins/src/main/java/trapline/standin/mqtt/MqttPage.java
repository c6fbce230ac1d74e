package trapline.standin.mqtt;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import trapline.standin.http.HttpFault;
import trapline.standin.http.HttpStandIn;
import trapline.standin.http.Party;
import trapline.standin.http.StandInReply;
import trapline.standin.http.StandInRequest;

/** Shows in a browser what was published to a {@link MqttStandIn}, and switches its faults on. */
public final class MqttPage implements AutoCloseable {
    private final HttpStandIn server;

    private MqttPage(MqttStandIn broker, int port) {
        this.server = HttpStandIn.start(new Broker(broker), port);
    }

    /**
     * @param port 0: any free one
     */
    public static MqttPage start(MqttStandIn broker, int port) {
        return new MqttPage(broker, port);
    }

    /** What to open in the browser. */
    public URI url() {
        return server.url().resolve("/_inbox");
    }

    @Override
    public void close() {
        server.close();
    }

    private record Broker(MqttStandIn broker) implements Party {
        @Override
        public String name() {
            return "MQTT";
        }

        @Override
        public StandInReply answer(StandInRequest request) {
            return StandInReply.text(404, "text/plain", "The broker speaks MQTT on another port.");
        }

        @Override
        public List<Shown> inbox() {
            return broker.published().stream().map(Broker::shown).toList();
        }

        private static Shown shown(MqttStandIn.Published message) {
            var isPicture = message.topic().endsWith("/picture");
            return new Shown(
                    message.topic() + (message.retain() ? " (kept)" : ""),
                    isPicture ? "" : message.text(),
                    isPicture ? List.of(message.payload()) : List.of());
        }

        @Override
        public Map<String, HttpFault> faults() {
            return Map.of();
        }

        @Override
        public Map<String, IntConsumer> switches() {
            Map<String, IntConsumer> switches = new HashMap<>();
            Arrays.stream(MqttFault.values())
                    .forEach(
                            fault ->
                                    switches.put(
                                            "message-" + written(fault),
                                            times -> broker.faults().add(fault, times)));
            Arrays.stream(ConnectFault.values())
                    .forEach(
                            fault ->
                                    switches.put(
                                            "connect-" + written(fault),
                                            times -> broker.connectFaults().add(fault, times)));
            return switches;
        }

        @Override
        public void recover() {
            broker.faults().clear();
            broker.connectFaults().clear();
        }

        private static String written(Enum<?> fault) {
            return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
