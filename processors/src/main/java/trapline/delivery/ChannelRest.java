package trapline.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import trapline.stage.Backoff;

/**
 * Channels that rest: because their login was refused, because the party asked for it, or because
 * it was away several times in a row. After such a row one delivery tries whether the party is
 * back, while the others wait. Only in memory: after a restart the first attempt finds out again. A
 * channel that was changed rests no longer.
 */
public class ChannelRest {
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(5));

    /** So many failures in a row, of whichever deliveries, and the party counts as away. */
    static final int MOST_FAILURES = 5;

    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final Backoff AWAY = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(2));

    private final Map<String, Rest> byChannel = new ConcurrentHashMap<>();
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();
    private final Clock clock;

    public ChannelRest(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param channel as it was when it was barred
     * @param times how often it was barred in a row
     */
    private record Rest(Channel channel, String reason, int times, Instant until) {}

    /**
     * Failures in a row.
     *
     * @param probing until when one delivery finds out whether the party is back
     */
    private record Failures(Channel channel, int inARow, String reason, Instant probing) {}

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
        failures.remove(channelId);
    }

    /** The party answered about one recipient, so it is there. */
    public void answered(String channelId) {
        failures.remove(channelId);
    }

    /** The party asked to be left alone for a while. */
    public void pause(Channel channel, String reason, Duration time) {
        byChannel.put(
                channel.channelId(), new Rest(channel, reason, 1, clock.instant().plus(time)));
    }

    /** The party could not be reached, or failed; many times in a row the channel rests. */
    public void failed(Channel channel, String reason) {
        var now =
                failures.compute(
                        channel.channelId(),
                        (id, before) ->
                                new Failures(
                                        channel,
                                        before == null || !before.channel().equals(channel)
                                                ? 1
                                                : before.inARow() + 1,
                                        reason,
                                        Instant.MIN));
        if (now.inARow() >= MOST_FAILURES) {
            pause(channel, reason, AWAY.waitAfter(now.inARow() - MOST_FAILURES + 1));
        }
    }

    /** A delivery goes now. After failures it is the one that finds out, and others wait for it. */
    void begins(Channel channel) {
        failures.computeIfPresent(
                channel.channelId(),
                (id, f) ->
                        f.inARow() < MOST_FAILURES
                                ? f
                                : new Failures(
                                        f.channel(),
                                        f.inARow(),
                                        f.reason(),
                                        clock.instant().plus(channel.timeout())));
    }

    /** Empty when the channel may be used. */
    public Optional<Resting> of(Channel channel) {
        var now = clock.instant();
        var resting =
                Optional.ofNullable(byChannel.get(channel.channelId()))
                        .filter(rest -> rest.channel().equals(channel))
                        .map(
                                rest ->
                                        new Resting(
                                                rest.reason(), Duration.between(now, rest.until())))
                        .filter(rest -> rest.left().toNanos() > 0);
        return resting.or(() -> probed(channel, now));
    }

    private Optional<Resting> probed(Channel channel, Instant now) {
        return Optional.ofNullable(failures.get(channel.channelId()))
                .filter(f -> f.channel().equals(channel) && f.probing().isAfter(now))
                .map(f -> new Resting(f.reason(), PROBE));
    }
}
