package trapline.routes.ftps;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What was seen of each file in the listings. Listings give times to the minute, so a file counts
 * as finished only when at least two of them, far enough apart, showed the same size and time.
 */
final class Observations {
    private final Duration quiet;
    private final int most;
    private Map<String, Seen> before = new HashMap<>();
    private Map<String, Seen> now = new HashMap<>();

    /**
     * @param since when it was first seen like this
     * @param notBefore it is left alone until then
     */
    private record Seen(long size, long modifiedMillis, Instant since, Instant notBefore) {
        boolean isSame(long size, long modifiedMillis) {
            return this.size == size && this.modifiedMillis == modifiedMillis;
        }
    }

    /**
     * @param quiet how long a file must not have changed
     * @param most files watched at once; others wait
     */
    Observations(Duration quiet, int most) {
        this.quiet = quiet;
        this.most = most;
    }

    /** Whether the file was seen unchanged for long enough. */
    boolean isReady(String path, long size, long modifiedMillis, Instant at) {
        var seen = before.get(path);
        if (seen == null || !seen.isSame(size, modifiedMillis)) {
            if (now.size() < most) {
                now.put(path, new Seen(size, modifiedMillis, at, Instant.MIN));
            }
            return false;
        }
        now.put(path, seen);
        return Duration.between(seen.since(), at).compareTo(quiet) >= 0
                && !at.isBefore(seen.notBefore());
    }

    /** Since when the file has been seen as it is. */
    Instant since(String path, Instant otherwise) {
        var seen = latest(path);
        return seen == null ? otherwise : seen.since();
    }

    /** Leaves the file alone for a while, unless it changes. */
    void postpone(String path, long size, long modifiedMillis, Instant until) {
        var seen = latest(path);
        var since = seen == null ? until : seen.since();
        now.put(path, new Seen(size, modifiedMillis, since, until));
    }

    /** Watches the file anew when it is listed again. */
    void forget(String path) {
        before.remove(path);
        now.remove(path);
    }

    /** A listing is whole: what it did not show is gone. */
    void listed() {
        before = now;
        now = new HashMap<>();
    }

    /** A listing broke off: what it showed is kept with what was known. */
    void listingFailed() {
        before.putAll(now);
        now = new HashMap<>();
    }

    private Seen latest(String path) {
        var seen = now.get(path);
        return seen == null ? before.get(path) : seen;
    }
}
