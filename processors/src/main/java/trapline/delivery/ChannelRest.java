package trapline.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import trapline.stage.Backoff;

/**
 * Channels that rest because their login was refused. Only in memory: after a restart the first
 * attempt finds out again. A channel that was changed rests no longer.
 */
public class ChannelRest {
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(5));

    private final Map<String, Rest> byChannel = new ConcurrentHashMap<>();
    private final Clock clock;

    public ChannelRest(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param channel as it was when it was barred
     * @param times how often it was barred in a row
     */
    private record Rest(Channel channel, String reason, int times, Instant until) {}

    /** How a channel rests now: why, and for how much longer. */
    public record Resting(String reason, Duration left) {}

    /**
     * Lets a channel rest: 30 seconds, doubling up to 5 minutes while it stays barred.
     *
     * @return how long it rests
     */
    public Duration begin(Channel channel, String reason) {
        var now = clock.instant();
        var rest =
                byChannel.compute(
                        channel.channelId(),
                        (id, before) -> {
                            if (before == null || !before.channel().equals(channel)) {
                                return new Rest(channel, reason, 1, now.plus(BACKOFF.waitAfter(1)));
                            }
                            if (before.until().isAfter(now)) {
                                return before;
                            }
                            var times = before.times() + 1;
                            return new Rest(
                                    channel, reason, times, now.plus(BACKOFF.waitAfter(times)));
                        });
        return Duration.between(now, rest.until());
    }

    /** The channel works. */
    public void end(String channelId) {
        byChannel.remove(channelId);
    }

    /** Empty when the channel may be used. */
    public Optional<Resting> of(Channel channel) {
        return Optional.ofNullable(byChannel.get(channel.channelId()))
                .filter(rest -> rest.channel().equals(channel))
                .map(
                        rest ->
                                new Resting(
                                        rest.reason(),
                                        Duration.between(clock.instant(), rest.until())))
                .filter(resting -> resting.left().toNanos() > 0);
    }
}
