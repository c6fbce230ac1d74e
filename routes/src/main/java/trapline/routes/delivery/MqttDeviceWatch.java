package trapline.routes.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.delivery.Channels;
import trapline.delivery.MqttChannel;
import trapline.delivery.MqttDevice;
import trapline.delivery.MqttDevices;

/**
 * Keeps what brokers know of cameras up to date: announces new ones, tells their batteries and
 * whether they are heard of, and takes back what was told of those that are gone. Only what has
 * changed is sent, and all of it again after a connection was lost. Each channel has one caller.
 */
public class MqttDeviceWatch {
    static final String HEALTH = "health";
    static final String HERE = "availability";
    private static final Logger log = LoggerFactory.getLogger(MqttDeviceWatch.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Channels channels;
    private final MqttDevices devices;
    private final MqttConnections connections;
    private final Clock clock;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    /** What a broker has been told on one connection. */
    private record Told(
            MqttConnection connection, long generation, Map<String, Integer> payloads) {}

    public MqttDeviceWatch(
            Channels channels, MqttDevices devices, MqttConnections connections, Clock clock) {
        this.channels = channels;
        this.devices = devices;
        this.connections = connections;
        this.clock = clock;
    }

    /** Looks once; what cannot be told now is told the next time. */
    public void show(String channelId) {
        var channel = MqttSink.find(channels, channelId);
        if (channel.isEmpty()) {
            told.remove(channelId);
            return;
        }
        try {
            show(channel.get());
        } catch (NotAccepted e) {
            log.atDebug()
                    .addKeyValue("channel", channelId)
                    .log("Cameras could not be shown: {}", e.getMessage());
        }
    }

    private void show(MqttChannel channel) {
        var connection = connections.of(channel);
        var generation = connection.connect();
        var before = told.get(channel.channelId());
        var known =
                isSame(before, connection, generation)
                        ? before.payloads()
                        : new HashMap<String, Integer>();
        var seen = devices.all(channels.policy(channel.channelId()).projects());
        var announced =
                devices.announced(channel.channelId()).stream()
                        .collect(Collectors.toMap(MqttDevices.Announced::cameraId, a -> a));
        // At least this, so that a broken connection is noticed and made again.
        var changed = new ArrayList<MqttPublication>();
        changed.add(MqttPublication.kept(MqttConnection.status(channel), MqttConnection.HERE));
        for (var device : seen) {
            changed.addAll(changes(channel, device, announced, known));
        }
        connection.publish(changed, false);
        changed.forEach(p -> known.put(p.topic(), Arrays.hashCode(p.payload())));
        told.put(channel.channelId(), new Told(connection, generation, known));
        takeBack(channel, connection, seen, announced, known);
    }

    private static boolean isSame(Told before, MqttConnection connection, long generation) {
        return before != null
                && before.connection() == connection
                && before.generation() == generation;
    }

    private List<MqttPublication> changes(
            MqttChannel channel,
            MqttDevice device,
            Map<UUID, MqttDevices.Announced> announced,
            Map<String, Integer> known) {
        var all = all(channel, device);
        var topics = topics(channel, device, all);
        var before = announced.get(device.cameraId());
        if (before == null || !before.topics().equals(topics)) {
            var gone =
                    before == null
                            ? List.<String>of()
                            : before.topics().stream().filter(t -> !topics.contains(t)).toList();
            if (!gone.isEmpty()) {
                connections
                        .of(channel)
                        .publish(gone.stream().map(MqttPublication::gone).toList(), false);
                gone.forEach(known::remove);
            }
            devices.remember(
                    channel.channelId(),
                    new MqttDevices.Announced(device.cameraId(), device.node(), topics));
        }
        return all.stream()
                .filter(
                        p ->
                                !Integer.valueOf(Arrays.hashCode(p.payload()))
                                        .equals(known.get(p.topic())))
                .toList();
    }

    private List<MqttPublication> all(MqttChannel channel, MqttDevice device) {
        var below = MqttSink.below(channel, device);
        var all = new ArrayList<MqttPublication>();
        channel.discovery()
                .ifPresent(prefix -> all.addAll(HomeAssistant.announce(channel, prefix, device)));
        all.add(health(below, device));
        var quiet = device.lastHeard().plus(channel.quietAfter()).isBefore(clock.instant());
        all.add(
                MqttPublication.kept(
                        below + "/" + HERE, quiet ? MqttConnection.AWAY : MqttConnection.HERE));
        return all;
    }

    private static MqttPublication health(String below, MqttDevice device) {
        var json = JSON.createObjectNode();
        json.put("battery", device.battery().orElse(null));
        json.put("storageUsed", device.storageUsed().orElse(null));
        json.put("temperature", device.temperature().orElse(null));
        json.put(
                "lastHeard",
                device.lastHeard()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .atOffset(ZoneOffset.UTC)
                        .toString());
        return MqttPublication.kept(below + "/" + HEALTH, json);
    }

    /** All under which the broker keeps something of a camera, also what alerts leave there. */
    private static List<String> topics(
            MqttChannel channel, MqttDevice device, List<MqttPublication> all) {
        var below = MqttSink.below(channel, device);
        var topics = new ArrayList<String>();
        all.forEach(publication -> topics.add(publication.topic()));
        topics.add(below + "/" + MqttSink.STATE);
        topics.add(below + "/" + MqttSink.PICTURE);
        return topics;
    }

    private void takeBack(
            MqttChannel channel,
            MqttConnection connection,
            List<MqttDevice> seen,
            Map<UUID, MqttDevices.Announced> announced,
            Map<String, Integer> known) {
        var here = seen.stream().map(MqttDevice::cameraId).collect(Collectors.toSet());
        for (var gone : announced.values()) {
            if (!here.contains(gone.cameraId())) {
                connection.publish(
                        gone.topics().stream().map(MqttPublication::gone).toList(), false);
                gone.topics().forEach(known::remove);
                devices.forget(channel.channelId(), gone.cameraId());
            }
        }
    }
}
