package trapline.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The channels that exist now. Replaced as a whole when the configuration changes. */
public class Channels {
    private volatile Map<String, Channel> byId = Map.of();

    public void replace(List<Channel> channels) {
        byId =
                channels.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Channel::channelId, Function.identity()));
    }

    public Optional<Channel> find(String channelId) {
        return Optional.ofNullable(byId.get(channelId));
    }
}
