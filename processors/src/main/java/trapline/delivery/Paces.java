package trapline.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gives each delivery its time, so that no recipient and no channel is written to faster than its
 * {@link Pace} allows. Who must wait keeps the place it was given. Only in memory: after a restart
 * the party may have to say once that it is too much. Safe for many threads.
 */
public class Paces {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MANY = 10_000;

    private final Clock clock;
    private final Map<String, Times> byKey = new HashMap<>();
    private final Map<UUID, Instant> places = new HashMap<>();

    public Paces(Clock clock) {
        this.clock = clock;
    }

    /** When the latest messages to one key went, or will go; and a time before which none may. */
    private static final class Times {
        private final Map<Rate, Deque<Instant>> latest = new HashMap<>();
        private Instant heldUntil = Instant.MIN;

        Instant earliest(List<Rate> rates, Instant from) {
            var earliest = heldUntil.isAfter(from) ? heldUntil : from;
            for (var rate : rates) {
                var times = latest.getOrDefault(rate, new ArrayDeque<>());
                if (times.size() >= rate.messages()) {
                    var free = times.peekFirst().plus(rate.per());
                    earliest = free.isAfter(earliest) ? free : earliest;
                }
            }
            return earliest;
        }

        void take(List<Rate> rates, Instant at) {
            for (var rate : rates) {
                var times = latest.computeIfAbsent(rate, r -> new ArrayDeque<>());
                times.addLast(at);
                if (times.size() > rate.messages()) {
                    times.removeFirst();
                }
            }
        }

        boolean isOver(Instant now) {
            return heldUntil.isBefore(now)
                    && latest.entrySet().stream()
                            .allMatch(
                                    entry ->
                                            entry.getValue()
                                                    .peekLast()
                                                    .plus(entry.getKey().per())
                                                    .isBefore(now));
        }
    }

    /**
     * @return how long the delivery must wait before it asks again; zero: it goes now
     */
    public synchronized Duration reserve(
            UUID deliveryId, Channel channel, String recipient, int messages) {
        var now = clock.instant();
        tidy(now);
        var place = places.get(deliveryId);
        if (place == null) {
            place = place(now, channel, recipient, messages);
        }
        var free = held(channel, recipient);
        place = free.isAfter(place) ? free : place;
        if (place.isAfter(now)) {
            places.put(deliveryId, place);
            return Duration.between(now, place);
        }
        places.remove(deliveryId);
        return Duration.ZERO;
    }

    /** The party asked not to write to this recipient for a while. */
    public synchronized void hold(Channel channel, String recipient, Duration time) {
        var times = times(key(channel, recipient));
        var until = clock.instant().plus(time);
        times.heldUntil = until.isAfter(times.heldUntil) ? until : times.heldUntil;
    }

    private Instant place(Instant now, Channel channel, String recipient, int messages) {
        var pace = channel.pace(recipient);
        var all = times(key(channel, ""));
        var each = times(key(channel, recipient));
        var at = now;
        for (var i = 0; i < messages; i++) {
            at = each.earliest(pace.each(), all.earliest(pace.all(), at));
            all.take(pace.all(), at);
            each.take(pace.each(), at);
        }
        return at;
    }

    private Instant held(Channel channel, String recipient) {
        var times = byKey.get(key(channel, recipient));
        return times == null ? Instant.MIN : times.heldUntil;
    }

    private Times times(String key) {
        return byKey.computeIfAbsent(key, k -> new Times());
    }

    /** A line feed stands in no channel's id. */
    private static String key(Channel channel, String recipient) {
        return channel.channelId() + "\n" + recipient;
    }

    private void tidy(Instant now) {
        if (byKey.size() > MANY || places.size() > MANY) {
            byKey.values().removeIf(times -> times.isOver(now));
            places.values().removeIf(place -> place.plus(KEPT).isBefore(now));
        }
    }
}
