package trapline.app.command;

import java.time.Duration;

/** How fast long work goes, and how long it will take. */
final class Pace {
    private final long beganAt;
    private final long before;

    /**
     * @param beganAt nanoseconds, by {@link System#nanoTime}
     * @param before what was done already
     */
    Pace(long beganAt, long before) {
        this.beganAt = beganAt;
        this.before = before;
    }

    /** Things a second since it began; 0 when nothing is known yet. */
    double rate(long done, long now) {
        var seconds = (now - beganAt) / 1e9;
        return seconds > 0 && done > before ? (done - before) / seconds : 0;
    }

    /** In words, such as {@code 3 min left}; empty while nothing is known. */
    String left(long done, long total, long now) {
        var rate = rate(done, now);
        if (rate <= 0 || done >= total) {
            return "";
        }
        return words(Duration.ofSeconds((long) Math.ceil((total - done) / rate))) + " left";
    }

    static String words(Duration time) {
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return time.toSeconds() + " s";
        }
        if (time.compareTo(Duration.ofHours(2)) < 0) {
            return time.toMinutes() + " min";
        }
        return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
}
