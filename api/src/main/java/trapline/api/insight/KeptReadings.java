package trapline.api.insight;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What the insights are counted from, of whole projects, kept while people ask for it. It is read
 * for nobody in particular, in threads of its own, so what one person may not see is there too:
 * whoever counts takes the cameras that the asker sees, and leaves the rest.
 */
class KeptReadings implements AutoCloseable {
    /** Sightings of a million captures at least, and the days of a thousand camera-years. */
    private static final long MOST_BYTES_OF_SIGHTINGS = 80L << 20;

    private static final long MOST_BYTES_OF_DAYS = 20L << 20;
    private static final long MOST_BYTES_OF_VERDICTS = 10L << 20;

    /** As many questions to the database at once, whoever asks. */
    private static final int READERS = 2;

    /** More than there are people who wait, and what is read before somebody asks. */
    private static final int MOST_WAITING = 2000;

    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor readers =
            new ThreadPoolExecutor(
                    READERS,
                    READERS,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(MOST_WAITING),
                    work -> {
                        var thread = new Thread(work, "insights");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final Kept<PartOf, Sightings> sightings;
    private final Kept<PartOf, Heard> heard;
    private final Kept<PartOf, Verdicts> verdicts;

    KeptReadings(InsightReadings readings, Clock clock) {
        readers.allowCoreThreadTimeOut(true);
        sightings =
                kept(
                        new Kept.Source<>(
                                readings::sightings,
                                which -> Optional.of(readings.versionOfSightings(which)),
                                Sightings::bytes),
                        MOST_BYTES_OF_SIGHTINGS,
                        clock);
        heard = kept(always(readings::heard, Heard::bytes), MOST_BYTES_OF_DAYS, clock);
        verdicts = kept(always(readings::verdicts, Verdicts::bytes), MOST_BYTES_OF_VERDICTS, clock);
    }

    private static <V> Kept.Source<PartOf, V> always(
            Function<PartOf, V> read, ToIntFunction<V> bytes) {
        return new Kept.Source<>(read, which -> Optional.empty(), bytes);
    }

    private <V> Kept<PartOf, V> kept(Kept.Source<PartOf, V> source, long most, Clock clock) {
        return new Kept<>(source, most, readers, clock, Ticker.systemTicker());
    }

    /** See {@link Kept#each}. */
    Instant sightings(Parts which, Consumer<Sightings> use) {
        return each(sightings, which, use);
    }

    /** See {@link Kept#each}. */
    Instant heard(Parts which, Consumer<Heard> use) {
        return each(heard, which, use);
    }

    /** See {@link Kept#each}. */
    Instant verdicts(Parts which, Consumer<Verdicts> use) {
        return each(verdicts, which, use);
    }

    /** One camera alone is read on its own only where its project is not there. */
    private static <V> Instant each(Kept<PartOf, V> kept, Parts which, Consumer<V> use) {
        return kept.each(
                which.ofCamera()
                        .filter(alone -> !kept.holds(which.ofProjects()))
                        .orElse(which.ofProjects()),
                use);
    }

    /** See {@link Kept#prepare}. */
    void prepare(Collection<PartOf> which) {
        sightings.prepare(which);
        heard.prepare(which);
        verdicts.prepare(which);
    }

    /** See {@link Kept#renew}. */
    void renew() throws InterruptedException {
        sightings.renew();
        heard.renew();
        verdicts.renew();
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
