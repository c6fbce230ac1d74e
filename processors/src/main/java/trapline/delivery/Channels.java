package trapline.delivery;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The channels that exist now. Replaced as a whole when the configuration changes. */
public class Channels {
    private volatile Optional<Map<String, Channel>> byId = Optional.empty();

    public void replace(List<Channel> channels) {
        byId =
                Optional.of(
                        channels.stream()
                                .collect(
                                        Collectors.toUnmodifiableMap(
                                                Channel::channelId, Function.identity())));
    }

    public Optional<Channel> find(String channelId) {
        return byId.map(channels -> channels.get(channelId));
    }

    /** All of them, by id. */
    public List<Channel> current() {
        return byId.map(Map::values).stream()
                .flatMap(channels -> channels.stream())
                .sorted(Comparator.comparing(Channel::channelId))
                .toList();
    }

    /** Whether the configuration has been read, so that a channel not found does not exist. */
    public boolean areKnown() {
        return byId.isPresent();
    }
}
