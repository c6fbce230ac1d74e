package trapline.standin.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How many messages a chat, a group and the bot may send, and how many were sent. */
final class Limits {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Deque<Instant>> sent = new HashMap<>();

    Limits(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts messages to a chat.
     *
     * @throws Refusal 429 if they are too many
     */
    synchronized void count(long chat, int messages) {
        check("bot", 30, SECOND);
        if (chat < 0) {
            check("group" + chat, 20, MINUTE);
        }
        check("chat" + chat, 1, SECOND);
        var now = clock.instant();
        for (var i = 0; i < messages; i++) {
            note("bot", now);
            note("group" + chat, now);
        }
        note("chat" + chat, now);
    }

    private void check(String key, int most, Duration per) {
        var times = sent.computeIfAbsent(key, k -> new ArrayDeque<>());
        var now = clock.instant();
        while (!times.isEmpty() && !times.peekFirst().plus(per).isAfter(now)) {
            times.removeFirst();
        }
        if (times.size() >= most) {
            var wait = Duration.between(now, times.peekFirst().plus(per));
            throw Refusal.tooMany(Math.max(1, wait.plusMillis(999).toSeconds()));
        }
    }

    private void note(String key, Instant now) {
        sent.computeIfAbsent(key, k -> new ArrayDeque<>()).addLast(now);
    }
}
