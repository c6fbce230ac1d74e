package trapline.routes.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import trapline.delivery.Channel;
import trapline.delivery.MqttChannel;
import trapline.project.OwnAddresses;

/** The connections to brokers, one for each channel, closed when the channel goes. */
public class MqttConnections implements AutoCloseable {
    private static final int END = 8;

    private final OwnAddresses own;
    private final Map<String, MqttConnection> byChannel = new HashMap<>();

    /** Brokers know each process by a name of its own, or they would push one another out. */
    private final String process = UUID.randomUUID().toString().substring(0, END);

    public MqttConnections(OwnAddresses own) {
        this.own = own;
    }

    /** The connection of a channel as it is configured now. */
    MqttConnection of(MqttChannel channel) {
        MqttConnection before;
        MqttConnection now;
        synchronized (byChannel) {
            before = byChannel.get(channel.channelId());
            if (before != null && before.channel().equals(channel)) {
                return before;
            }
            now =
                    new MqttConnection(
                            channel, "trapline-%s-%s".formatted(channel.channelId(), process), own);
            byChannel.put(channel.channelId(), now);
        }
        if (before != null) {
            before.close();
        }
        return now;
    }

    /** Says goodbye to brokers whose channel is not among these any more. */
    public void keepOnly(Collection<Channel> channels) {
        var ids = channels.stream().map(Channel::channelId).collect(Collectors.toSet());
        remove(ids).forEach(MqttConnection::close);
    }

    private List<MqttConnection> remove(Set<String> but) {
        synchronized (byChannel) {
            var gone =
                    byChannel.entrySet().stream()
                            .filter(entry -> !but.contains(entry.getKey()))
                            .map(Map.Entry::getValue)
                            .toList();
            byChannel.keySet().retainAll(but);
            return gone;
        }
    }

    @Override
    public void close() {
        remove(Set.of()).forEach(MqttConnection::close);
    }
}
