package trapline.api.insight;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Keeps what takes long to read, as long as people ask for it. What is no older than {@link
 * #OLDEST} is given as it is; for what is older, whoever asks waits. {@link #renew} sees to it that
 * nothing grows so old before nobody has asked for it for {@link #WANTED}; then it goes. However
 * many ask for the same at once, it is read once. Safe for many threads.
 *
 * <p>Nothing here knows who asks: it may only keep what is then cut down to what the asker may see.
 */
class Kept<K, V> {
    static final Duration FRESH = Duration.ofSeconds(30);
    static final Duration OLDEST = Duration.ofMinutes(1);
    static final Duration WANTED = Duration.ofMinutes(15);

    /** An entry's key and what keeps it in its place. */
    private static final int BYTES_OF_ENTRY = 300;

    private final Source<K, V> source;
    private final AsyncLoadingCache<K, Entry<V>> cache;
    private final Clock clock;
    private final Ticker ticker;

    /**
     * Where it comes from.
     *
     * @param read takes long
     * @param version differs once anything that is read has changed; empty: nobody can tell sooner
     *     than by reading it
     * @param bytes about how much memory it takes
     */
    record Source<K, V>(
            Function<K, V> read, Function<K, Optional<String>> version, ToIntFunction<V> bytes) {}

    /**
     * @param at before the database was asked
     * @param ticks the same moment by the ticker, nanoseconds
     */
    private record Entry<V>(V value, Optional<String> version, Instant at, long ticks) {}

    /**
     * @param most bytes that all take together; what was not asked for longest goes first
     * @param executor in whose threads it is read
     * @param ticker by which their age is measured: nothing grows younger when a clock is set
     */
    Kept(Source<K, V> source, long most, Executor executor, Clock clock, Ticker ticker) {
        this.source = source;
        this.clock = clock;
        this.ticker = ticker;
        this.cache =
                Caffeine.newBuilder()
                        .executor(executor)
                        .ticker(ticker)
                        .expireAfter(new SinceAsked<K, Entry<V>>())
                        .maximumWeight(most)
                        .weigher(
                                (K key, Entry<V> entry) ->
                                        BYTES_OF_ENTRY + source.bytes().applyAsInt(entry.value()))
                        .buildAsync(new Reading());
    }

    /**
     * Uses one after the other, in their order, while the next is read.
     *
     * @return how old the oldest of them was; now, if there are none
     * @throws RuntimeException what reading threw; it is not kept, so another try reads again
     */
    Instant each(List<K> keys, Consumer<V> use) {
        var oldest = clock.instant();
        var next = keys.isEmpty() ? null : get(keys.get(0));
        for (var i = 1; i <= keys.size(); i++) {
            var now = next;
            next = i < keys.size() ? get(keys.get(i)) : null;
            var entry = wait(now);
            use.accept(entry.value());
            oldest = entry.at().isBefore(oldest) ? entry.at() : oldest;
        }
        return oldest;
    }

    /** Whether all of them are there, however old. */
    boolean holds(Collection<K> keys) {
        return keys.stream().allMatch(key -> quietly(key).isPresent());
    }

    /** Reads what is not there yet; somebody will ask for it. Does not wait until it is there. */
    void prepare(Collection<K> keys) {
        var unused = cache.getAll(keys);
    }

    /**
     * Reads anew what is no longer fresh, one after the other, where it may have changed. What
     * cannot be read (the cache logs it) stays as old as it is, until somebody waits for it.
     *
     * @throws InterruptedException if this thread is told to end
     */
    void renew() throws InterruptedException {
        cache.synchronous().cleanUp();
        for (var key : List.copyOf(cache.asMap().keySet())) {
            if (quietly(key).filter(entry -> isOlder(entry, FRESH)).isPresent()) {
                renew(key);
            }
        }
    }

    private void renew(K key) throws InterruptedException {
        var done = new CountDownLatch(1);
        var unused = cache.synchronous().refresh(key).whenComplete((entry, e) -> done.countDown());
        done.await();
    }

    /** What is too old is as good as not there. */
    private CompletableFuture<Entry<V>> get(K key) {
        var kept = cache.get(key);
        var isThere = kept.isDone() && !kept.isCompletedExceptionally();
        return isThere && isOlder(kept.join(), OLDEST) ? cache.synchronous().refresh(key) : kept;
    }

    /** Without asking for it. */
    private Optional<Entry<V>> quietly(K key) {
        return Optional.ofNullable(cache.synchronous().policy().getIfPresentQuietly(key));
    }

    private boolean isOlder(Entry<V> entry, Duration age) {
        return ticker.read() - entry.ticks() > age.toNanos();
    }

    /**
     * As long as the database may take: its connections give up by themselves.
     *
     * @throws RuntimeException what reading threw
     */
    static <T> T wait(CompletableFuture<T> read) {
        try {
            return read.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private final class Reading implements CacheLoader<K, Entry<V>> {

        @Override
        public Entry<V> load(K key) {
            return read(key, Optional.empty());
        }

        @Override
        public Entry<V> reload(K key, Entry<V> old) {
            return read(key, Optional.of(old));
        }

        /** The version first: what changes meanwhile is then seen the next time. */
        private Entry<V> read(K key, Optional<Entry<V>> old) {
            var at = clock.instant();
            var ticks = ticker.read();
            var version = source.version().apply(key);
            var value =
                    old.filter(kept -> version.isPresent() && version.equals(kept.version()))
                            .map(Entry::value)
                            .orElseGet(() -> source.read().apply(key));
            return new Entry<>(value, version, at, ticks);
        }
    }

    /** To be read anew does not prolong its life. */
    private static final class SinceAsked<K, E> implements Expiry<K, E> {

        @Override
        public long expireAfterCreate(K key, E entry, long now) {
            return WANTED.toNanos();
        }

        @Override
        public long expireAfterUpdate(K key, E entry, long now, long left) {
            return left;
        }

        @Override
        public long expireAfterRead(K key, E entry, long now, long left) {
            return WANTED.toNanos();
        }
    }
}
