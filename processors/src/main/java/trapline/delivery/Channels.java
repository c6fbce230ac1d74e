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
    private volatile Map<String, ChannelPolicy> policies = Map.of();

    public void replace(List<Channel> channels) {
        replace(channels, Map.of());
    }

    /**
     * @param policiesById of the channels that do not have the usual one
     */
    public void replace(List<Channel> channels, Map<String, ChannelPolicy> policiesById) {
        policies = Map.copyOf(policiesById);
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

    /** How a channel is used, whether it exists or not. */
    public ChannelPolicy policy(String channelId) {
        return policies.getOrDefault(channelId, ChannelPolicy.DEFAULT);
    }

    /** Whether a message follows on the channel when an event is over. */
    public boolean endsWithMessage(String channelId) {
        return policy(channelId).summary() || endsWithAlbum(channelId);
    }

    /** Whether that message is an album of the best pictures. */
    public boolean endsWithAlbum(String channelId) {
        return find(channelId)
                .filter(TelegramChannel.class::isInstance)
                .map(TelegramChannel.class::cast)
                .filter(TelegramChannel::album)
                .isPresent();
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
