package trapline.api.insight;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The independent events that were found a moment ago. The page of insights asks seven questions
 * about the same events at once; the first finds them, and the others wait for it. Safe for many
 * threads.
 */
class FoundEvents {
    /** Long enough for the questions of one page. */
    static final Duration SHARED = Duration.ofSeconds(5);

    /** About 20 MB. */
    private static final long MOST_EVENTS = 300_000;

    private final AsyncCache<Asked, Dated<List<IndependentEvent>>> found;

    /**
     * @param ticker by which their age is measured
     */
    FoundEvents(Ticker ticker) {
        found =
                Caffeine.newBuilder()
                        .ticker(ticker)
                        .expireAfterWrite(SHARED)
                        .maximumWeight(MOST_EVENTS)
                        .weigher(
                                (Asked asked, Dated<List<IndependentEvent>> events) ->
                                        asked.cameras().size() + events.value().size())
                        .buildAsync();
    }

    /**
     * All that the events depend on. The cameras are those that the asker may see, as they stand
     * now: somebody who sees others asks something else.
     *
     * @param only if given, nothing but this name
     * @param sure from which confidence on a model counts, 0 to 1
     */
    record Asked(
            List<PlacedCamera> cameras,
            Period period,
            Duration gap,
            Optional<String> only,
            double sure) {}

    /**
     * @param find takes long; it is called in this thread, unless somebody has just asked the same
     * @throws RuntimeException what finding them threw, to everybody who waited; the next one finds
     *     them anew
     */
    Dated<List<IndependentEvent>> get(Asked asked, Supplier<Dated<List<IndependentEvent>>> find) {
        var mine = new CompletableFuture<Dated<List<IndependentEvent>>>();
        var first = found.asMap().putIfAbsent(asked, mine);
        if (first != null) {
            return Kept.wait(first);
        }
        try {
            var events = find.get();
            mine.complete(events);
            return events;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        }
    }
}
