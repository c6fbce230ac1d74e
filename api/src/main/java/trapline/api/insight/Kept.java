package trapline.api.insight;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Keeps what takes long to read, for a minute. What is younger than {@link #FRESH} is given as it
 * is; what is older is given too, and read anew meanwhile; what is older than {@link #OLDEST} is
 * gone, and whoever asks waits. However many ask for the same at once, it is read once. Safe for
 * many threads.
 *
 * <p>Nothing here knows who asks: it may only keep what is then cut down to what the asker may see.
 */
class Kept<K, V> {
    static final Duration FRESH = Duration.ofSeconds(30);
    static final Duration OLDEST = Duration.ofMinutes(1);

    /** An entry's key and what keeps it in its place. */
    private static final int BYTES_OF_ENTRY = 300;

    private final AsyncLoadingCache<K, Dated<V>> cache;
    private final Clock clock;

    /**
     * @param read by which it is read, in a thread of the executor's
     * @param bytes how much memory something takes
     * @param most bytes that all take together; what was not asked for longest goes first
     * @param ticker by which their age is measured: nothing grows younger when a clock is set
     */
    Kept(
            Function<K, V> read,
            ToIntFunction<V> bytes,
            long most,
            Executor executor,
            Clock clock,
            Ticker ticker) {
        this.clock = clock;
        this.cache =
                Caffeine.newBuilder()
                        .executor(executor)
                        .ticker(ticker)
                        .refreshAfterWrite(FRESH)
                        .expireAfterWrite(OLDEST)
                        .maximumWeight(most)
                        .weigher(
                                (K key, Dated<V> dated) ->
                                        BYTES_OF_ENTRY + bytes.applyAsInt(dated.value()))
                        .buildAsync(
                                key -> {
                                    var at = clock.instant();
                                    return new Dated<>(read.apply(key), at);
                                });
    }

    /**
     * Uses one after the other, in their order, while the next is read.
     *
     * @return how old the oldest of them was; now, if there are none
     * @throws RuntimeException what reading threw; it is not kept, so another try reads again
     */
    Instant each(List<K> keys, Consumer<V> use) {
        var oldest = clock.instant();
        var next = keys.isEmpty() ? null : cache.get(keys.get(0));
        for (var i = 1; i <= keys.size(); i++) {
            var now = next;
            next = i < keys.size() ? cache.get(keys.get(i)) : null;
            var dated = wait(now);
            use.accept(dated.value());
            oldest = dated.at().isBefore(oldest) ? dated.at() : oldest;
        }
        return oldest;
    }

    /** As long as the database may take: its connections give up by themselves. */
    private Dated<V> wait(CompletableFuture<Dated<V>> read) {
        try {
            return read.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
